/** Creates another community on this installation and goes to its console. */
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useWrite } from '../api/queries.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Input } from '../ui/input.tsx'

export function CreateCommunityDialog({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState('')
  const navigate = useNavigate()
  const create = useWrite('createCommunity', {
    refreshes: ['getCurrentSession', 'listCommunities'],
    onDone: (community) => {
      onClose()
      void navigate({ to: '/console/$community', params: { community: community.id } })
    },
  })
  return (
    <Dialog
      title="Create a community"
      description="It has its own members, currencies, webhooks and keys; nothing is shared with this one."
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="create-community" variant="primary" isPending={create.isPending}>
            Create
          </Button>
        </>
      }
    >
      <Form id="create-community" problem={create.error} onSubmit={() => create.mutate({ body: { name } })}>
        <Field label="Name" error={create.error?.errorOf('name')}>
          <Input value={name} maxLength={100} onChange={(event) => setName(event.target.value)} />
        </Field>
      </Form>
    </Dialog>
  )
}
