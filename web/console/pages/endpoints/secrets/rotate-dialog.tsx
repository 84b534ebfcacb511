/** Draws a new signing secret, or takes one of the reader's own; the ones before go on signing for a while. */
import { useState } from 'react'
import type { OutgoingEndpoint } from '../../../../../contracts/outgoing.ts'
import { useWrite } from '../../../../api/queries.ts'
import { useCommunityParams } from '../../../../app/community.tsx'
import { Button } from '../../../../ui/button.tsx'
import { Dialog } from '../../../../ui/dialog.tsx'
import { Field } from '../../../../ui/field.tsx'
import { Form } from '../../../../ui/form.tsx'
import { Input, Select } from '../../../../ui/input.tsx'
import { endpointReads } from '../endpoint-reads.ts'
import { SecretOnce } from './secret-once.tsx'

const overlaps = [
  { value: '0', label: 'Ends at once' },
  { value: '1', label: 'Signs for one more hour' },
  { value: '24', label: 'Signs for 24 more hours' },
  { value: '168', label: 'Signs for 7 more days' },
]

const kinds = [
  { value: 'v1', label: 'HMAC-SHA256 (v1), as every receiver knows it' },
  { value: 'v1a', label: 'ed25519 (v1a), checked with a public key' },
]

export function RotateDialog({ endpoint, onClose }: { endpoint: OutgoingEndpoint; onClose: () => void }) {
  const params = { ...useCommunityParams(), endpointId: endpoint.id }
  const [kind, setKind] = useState<'v1' | 'v1a'>('v1')
  const [hours, setHours] = useState('24')
  const [own, setOwn] = useState('')
  const rotate = useWrite('rotateEndpointSecret', { refreshes: endpointReads })
  const submit = () =>
    rotate.mutate({
      params,
      body: {
        kind,
        overlapHours: Number(hours),
        ...(kind === 'v1' && own.trim() !== '' ? { secret: own.trim() } : {}),
      },
    })
  if (rotate.data) {
    return (
      <Dialog
        title={`The new secret of “${endpoint.name}”`}
        mustAnswer
        onClose={onClose}
        footer={
          <Button variant="primary" onClick={onClose}>
            I have copied it
          </Button>
        }
      >
        <SecretOnce secret={rotate.data.secret} />
      </Dialog>
    )
  }
  return (
    <Dialog
      title={`Rotate the secret of “${endpoint.name}”`}
      description="The new one signs at once, and the one before beside it."
      mustAnswer
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="rotate-secret" variant="primary" isPending={rotate.isPending}>
            Rotate the secret
          </Button>
        </>
      }
    >
      <Form id="rotate-secret" problem={rotate.error} onSubmit={submit}>
        <Field label="The secret before" hint="Time for the receiver to change over.">
          <Select value={hours} onPick={setHours} options={overlaps} />
        </Field>
        <Field label="Signature">
          <Select
            value={kind}
            onPick={(chosen) => setKind(chosen === 'v1a' ? 'v1a' : 'v1')}
            options={kinds}
          />
        </Field>
        {kind === 'v1' && (
          <Field
            label="A secret of your own"
            note="optional"
            hint="whsec_ and 24 to 64 bytes in base64. Empty, and we draw one."
            error={rotate.error?.errorOf('secret')}
          >
            <Input
              isMono
              autoComplete="off"
              spellCheck={false}
              maxLength={120}
              value={own}
              onChange={(event) => setOwn(event.target.value)}
            />
          </Field>
        )}
      </Form>
    </Dialog>
  )
}
