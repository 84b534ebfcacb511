/** Chooses how requests are signed, and takes the secret that is never shown again. */
import { useState } from 'react'
import type { IncomingWebhook } from '../../../../../contracts/incoming.ts'
import type { HmacScheme, SignatureInput } from '../../../../../contracts/senders.ts'
import { tagOf } from '../../../../api/call.ts'
import { useWrite } from '../../../../api/queries.ts'
import { useCommunityParams } from '../../../../app/community.tsx'
import { Button } from '../../../../ui/button.tsx'
import { Dialog } from '../../../../ui/dialog.tsx'
import { Field } from '../../../../ui/field.tsx'
import { Form } from '../../../../ui/form.tsx'
import { Input, Select } from '../../../../ui/input.tsx'
import { useToast } from '../../../../ui/toast.tsx'
import { type PresetName, presetOf, presets, secretProblem } from '../signature.rules.ts'
import { HmacFields } from './hmac-fields.tsx'
import { OverlapField } from './overlap.tsx'
import { webhookReads } from './webhook-reads.ts'

const firstHmac: HmacScheme = {
  preset: 'hmac',
  header: 'x-signature',
  algorithm: 'sha256',
  encoding: 'hex',
  prefix: '',
  template: '{timestamp}.{body}',
  timestampHeader: 'x-timestamp',
}

export function SignatureDialog({ webhook, onClose }: { webhook: IncomingWebhook; onClose: () => void }) {
  const params = { ...useCommunityParams(), webhookId: webhook.id }
  const toast = useToast()
  const current = webhook.signature?.scheme
  const [preset, setPreset] = useState<PresetName>(current?.preset ?? 'standard_webhooks')
  const [hmac, setHmac] = useState<HmacScheme>(current?.preset === 'hmac' ? current : firstHmac)
  const [secret, setSecret] = useState('')
  const [hours, setHours] = useState('24')
  const [isTried, setTried] = useState(false)
  const error = secretProblem(secret.trim())
  const change = useWrite('updateIncomingWebhook', {
    refreshes: webhookReads,
    onDone: () => {
      onClose()
      toast.done('The signature was changed')
    },
  })
  const submit = () => {
    setTried(true)
    if (error !== undefined) return
    const kept = { secret: secret.trim(), ...(current ? { overlapHours: Number(hours) } : {}) }
    const signature: SignatureInput = preset === 'hmac' ? { ...hmac, ...kept } : { preset, ...kept }
    change.mutate({ params, body: { signature }, ifMatch: tagOf(webhook) })
  }
  return (
    <Dialog
      title={`Signature of “${webhook.name}”`}
      description="From then on a request that is not signed so is not received."
      width="wide"
      mustAnswer
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="signature" variant="primary" isPending={change.isPending}>
            Save the signature
          </Button>
        </>
      }
    >
      <Form id="signature" problem={change.error} onSubmit={submit}>
        <Field label="Sender">
          <Select
            value={preset}
            onPick={(name) => setPreset(name as PresetName)}
            options={presets.map(({ name, label }) => ({ value: name, label }))}
            className="w-full sm:w-72"
          />
        </Field>
        {preset === 'hmac' && (
          <HmacFields value={hmac} onChange={setHmac} error={change.error?.errorOf('signature/template')} />
        )}
        <Field
          label="Secret"
          hint={`${presetOf(preset).where} We keep it encrypted and cannot show it again.`}
          error={change.error?.errorOf('signature/secret') ?? (isTried ? error : undefined)}
        >
          <Input
            isMono
            autoComplete="off"
            spellCheck={false}
            maxLength={500}
            value={secret}
            onChange={(event) => setSecret(event.target.value)}
          />
        </Field>
        {current && <OverlapField label="The old secret" value={hours} onChange={setHours} />}
      </Form>
    </Dialog>
  )
}
