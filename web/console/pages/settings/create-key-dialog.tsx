/** Creates an API key and shows it this once. */
import { useState } from 'react'
import type { PermissionName } from '../../../../contracts/permissions.ts'
import { useWrite } from '../../../api/queries.ts'
import { useCommunityParams } from '../../../app/community.tsx'
import { Button } from '../../../ui/button.tsx'
import { CodeBlock } from '../../../ui/code-block.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Field } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Input, Select } from '../../../ui/input.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { PermissionChoice } from '../../permission-choice.tsx'

const dayMs = 86_400_000
const lifetimes = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'One year' },
  { value: '', label: 'Until it is revoked' },
]

export function CreateKeyDialog({ onClose }: { onClose: () => void }) {
  const params = useCommunityParams()
  const [name, setName] = useState('')
  const [days, setDays] = useState('90')
  const [permissions, setPermissions] = useState<PermissionName[]>([])
  const create = useWrite('createApiKey', { refreshes: ['listApiKeys'] })
  const submit = () =>
    create.mutate({
      params,
      body: {
        name: name.trim(),
        permissions,
        expiresAt: days === '' ? null : new Date(Date.now() + Number(days) * dayMs).toISOString(),
      },
    })

  if (create.data) {
    return (
      <Dialog
        title={`The key “${create.data.name}”`}
        onClose={onClose}
        mustAnswer
        footer={
          <Button variant="primary" onClick={onClose}>
            I have copied it
          </Button>
        }
      >
        <div role="status" className="flex flex-col gap-3">
          <Notice tone="warn" title="Copy it now">
            It is shown this once. We keep only a fingerprint of it and cannot show it again.
          </Notice>
          <CodeBlock label="API key" code={create.data.key} isWrapped />
          <p className="text-12 text-ink-3">
            Send it as <code className="font-mono">Authorization: Bearer …</code>
          </p>
        </div>
      </Dialog>
    )
  }
  return (
    <Dialog
      title="Create API key"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="create-key" variant="primary" isPending={create.isPending}>
            Create API key
          </Button>
        </>
      }
    >
      <Form id="create-key" problem={create.error} onSubmit={submit}>
        <Field label="Name" hint="Which system uses it." error={create.error?.errorOf('name')}>
          <Input
            autoComplete="off"
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </Field>
        <Field label="Valid for" error={create.error?.errorOf('expiresAt')}>
          <Select value={days} onPick={setDays} options={lifetimes} />
        </Field>
        <PermissionChoice
          legend="The key may"
          chosen={permissions}
          onChange={setPermissions}
          error={create.error?.errorOf('permissions')}
        />
      </Form>
    </Dialog>
  )
}
