/** Chooses how requests are signed, and takes the secret that is never shown again. */
import { useState } from 'react'
import type { IncomingWebhook } from '../../../../../contracts/incoming.ts'
import { tagOf } from '../../../../api/call.ts'
import { useWrite } from '../../../../api/queries.ts'
import { useCommunityParams } from '../../../../app/community.tsx'
import { Button } from '../../../../ui/button.tsx'
import { Dialog } from '../../../../ui/dialog.tsx'
import { Form } from '../../../../ui/form.tsx'
import { useToast } from '../../../../ui/toast.tsx'
import { choiceOf, secretProblem, signatureOf } from '../signature.rules.ts'
import { OverlapField } from './overlap.tsx'
import { SignatureChoice } from './signature-choice.tsx'
import { webhookReads } from './webhook-reads.ts'

export function SignatureDialog({ webhook, onClose }: { webhook: IncomingWebhook; onClose: () => void }) {
  const params = { ...useCommunityParams(), webhookId: webhook.id }
  const toast = useToast()
  const current = webhook.signature?.scheme
  const [choice, setChoice] = useState(() => choiceOf(current))
  const [hours, setHours] = useState('24')
  const [isTried, setTried] = useState(false)
  const error = secretProblem(choice.secret.trim())
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
    const signature = signatureOf(choice, current && Number(hours))
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
        <SignatureChoice
          value={choice}
          onChange={setChoice}
          problem={change.error}
          secretError={isTried ? error : undefined}
        />
        {current && <OverlapField label="The old secret" value={hours} onChange={setHours} />}
      </Form>
    </Dialog>
  )
}
