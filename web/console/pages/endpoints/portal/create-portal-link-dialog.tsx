/** Makes a portal link and shows it this once. */
import { useState } from 'react'
import type { OutgoingEndpoint } from '../../../../../contracts/outgoing.ts'
import { useWrite } from '../../../../api/queries.ts'
import { useCommunityParams } from '../../../../app/community.tsx'
import { Button } from '../../../../ui/button.tsx'
import { Checkbox } from '../../../../ui/choice.tsx'
import { CodeBlock } from '../../../../ui/code-block.tsx'
import { Dialog } from '../../../../ui/dialog.tsx'
import { Field } from '../../../../ui/field.tsx'
import { Form } from '../../../../ui/form.tsx'
import { Input, Select } from '../../../../ui/input.tsx'
import { Notice } from '../../../../ui/notice.tsx'

const nameLengthMax = 80
const lives = [
  { value: '1', label: 'One hour' },
  { value: '24', label: 'One day' },
  { value: '168', label: '7 days' },
  { value: '720', label: '30 days' },
]

interface Props {
  endpoint: OutgoingEndpoint
  onClose: () => void
}

export function CreatePortalLinkDialog({ endpoint, onClose }: Props) {
  const params = { ...useCommunityParams(), endpointId: endpoint.id }
  const [name, setName] = useState('')
  const [hours, setHours] = useState('24')
  const [canRotate, setCanRotate] = useState(false)
  const create = useWrite('createPortalLink', { refreshes: ['listPortalLinks'] })
  if (create.data) {
    return (
      <Dialog
        title={`The link for “${create.data.name}”`}
        mustAnswer
        onClose={onClose}
        footer={
          <Button variant="primary" onClick={onClose}>
            I have copied it
          </Button>
        }
      >
        <div role="status" className="flex flex-col gap-3">
          <Notice tone="warn" title="Copy it now">
            It is shown this once. Whoever has it sees this outgoing webhook until it expires or is revoked.
          </Notice>
          <CodeBlock label="Portal link" code={create.data.url} isWrapped />
        </div>
      </Dialog>
    )
  }
  const submit = () => create.mutate({ params, body: { name: name.trim(), hours: Number(hours), canRotate } })
  return (
    <Dialog
      title="Create a portal link"
      description={`It shows “${endpoint.name}”: its health, deliveries and attempts, and how to check our signature. With it a test can be sent, and a delivery once more.`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="create-portal-link" variant="primary" isPending={create.isPending}>
            Create the link
          </Button>
        </>
      }
    >
      <Form id="create-portal-link" problem={create.error} onSubmit={submit}>
        <Field label="For" hint="Who gets it, for your list." error={create.error?.errorOf('name')}>
          <Input
            autoComplete="off"
            maxLength={nameLengthMax}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </Field>
        <Field label="Works for">
          <Select value={hours} onPick={setHours} options={lives} />
        </Field>
        <Checkbox
          label="May rotate the signing secret"
          hint="They then see each secret that they draw."
          isChecked={canRotate}
          onChange={setCanRotate}
        />
      </Form>
    </Dialog>
  )
}
