/** Adds a member, who is found by e-mail and username from then on. */
import { useState } from 'react'
import type { Member } from '../../../../contracts/communities.ts'
import { useWrite } from '../../../api/queries.ts'
import { useCommunityParams } from '../../../app/community.tsx'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Field } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Input } from '../../../ui/input.tsx'
import { useToast } from '../../../ui/toast.tsx'

interface Props {
  onAdded: (member: Member) => void
  onClose: () => void
}

export function AddMemberDialog({ onAdded, onClose }: Props) {
  const params = useCommunityParams()
  const toast = useToast()
  const [entry, setEntry] = useState({ email: '', username: '', displayName: '' })
  const change = (part: Partial<typeof entry>) => setEntry({ ...entry, ...part })
  const create = useWrite('createMember', {
    refreshes: ['listMembers', 'getCommunity'],
    onDone: (member) => {
      toast.done(`${member.displayName} was added`)
      onAdded(member)
    },
  })
  const submit = () => {
    const email = entry.email.trim()
    const displayName = entry.displayName.trim()
    create.mutate({
      params,
      body: {
        username: entry.username.trim(),
        ...(email === '' ? {} : { email }),
        ...(displayName === '' ? {} : { displayName }),
      },
    })
  }
  const taken = (code: string, words: string) => (create.error?.code === code ? words : undefined)
  return (
    <Dialog
      title="Add member"
      description="Webhooks can change this member at once. To let the person sign in, send an invitation afterwards."
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="add-member" variant="primary" isPending={create.isPending}>
            Add member
          </Button>
        </>
      }
    >
      <Form id="add-member" problem={create.error} onSubmit={submit}>
        <Field
          label="Username"
          hint="Unique in this community, without spaces."
          error={create.error?.errorOf('username') ?? taken('username_taken', 'Somebody has this username.')}
        >
          <Input
            autoComplete="off"
            maxLength={50}
            value={entry.username}
            onChange={(event) => change({ username: event.target.value })}
          />
        </Field>
        <Field
          label="E-mail"
          note="optional"
          error={create.error?.errorOf('email') ?? taken('email_taken', 'Another member has this e-mail.')}
        >
          <Input
            type="email"
            autoComplete="off"
            maxLength={254}
            value={entry.email}
            onChange={(event) => change({ email: event.target.value })}
          />
        </Field>
        <Field
          label="Display name"
          note="optional"
          hint="Without one the username is shown."
          error={create.error?.errorOf('displayName')}
        >
          <Input
            autoComplete="off"
            maxLength={100}
            value={entry.displayName}
            onChange={(event) => change({ displayName: event.target.value })}
          />
        </Field>
      </Form>
    </Dialog>
  )
}
