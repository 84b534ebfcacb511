/** Changes the names and the e-mail of a member; webhooks find them by the new ones from then on. */
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

export function EditMemberDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const params = { ...useCommunityParams(), memberId: member.id }
  const toast = useToast()
  const [entry, setEntry] = useState({
    displayName: member.displayName,
    username: member.username,
    email: member.email ?? '',
  })
  const change = (part: Partial<typeof entry>) => setEntry({ ...entry, ...part })
  const update = useWrite('updateMember', {
    refreshes: ['getMember', 'listMembers', 'getMe'],
    onDone: (changed) => {
      onClose()
      toast.done(`${changed.displayName} was changed`)
    },
  })
  const submit = () => {
    const email = entry.email.trim()
    update.mutate({
      params,
      body: {
        displayName: entry.displayName.trim(),
        username: entry.username.trim(),
        // An unchanged e-mail is not sent: a linked member's address belongs to the person.
        ...(email === (member.email ?? '') ? {} : { email: email === '' ? null : email }),
      },
    })
  }
  return (
    <Dialog
      title={`Edit ${member.displayName}`}
      description="Webhooks find this member by the new e-mail and username from now on."
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="edit-member" variant="primary" isPending={update.isPending}>
            Save
          </Button>
        </>
      }
    >
      <Form id="edit-member" problem={update.error} onSubmit={submit}>
        <Field label="Display name" error={update.error?.errorOf('displayName')}>
          <Input
            maxLength={100}
            value={entry.displayName}
            onChange={(event) => change({ displayName: event.target.value })}
          />
        </Field>
        <Field label="Username" error={update.error?.errorOf('username')}>
          <Input
            maxLength={50}
            value={entry.username}
            onChange={(event) => change({ username: event.target.value })}
          />
        </Field>
        <Field label="E-mail" note="optional" error={update.error?.errorOf('email')}>
          <Input
            type="email"
            maxLength={254}
            value={entry.email}
            onChange={(event) => change({ email: event.target.value })}
          />
        </Field>
      </Form>
    </Dialog>
  )
}
