/** Gives a member staff permissions, or takes them; with none they use the hall only. */
import { useState } from 'react'
import type { Member } from '../../../../contracts/communities.ts'
import { useWrite } from '../../../api/queries.ts'
import { useCommunityParams } from '../../../app/community.tsx'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Form } from '../../../ui/form.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { PermissionChoice } from '../../permission-choice.tsx'

export function PermissionsDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const params = { ...useCommunityParams(), memberId: member.id }
  const toast = useToast()
  const [chosen, setChosen] = useState(member.permissions)
  const update = useWrite('updateMember', { refreshes: ['getMember', 'listMembers', 'getCurrentSession'] })
  const submit = () =>
    update.mutate(
      { params, body: { permissions: chosen } },
      {
        onSuccess: () => {
          onClose()
          toast.done(`Permissions of ${member.displayName} were saved`, () => {
            update
              .mutateAsync({ params, body: { permissions: member.permissions } })
              .catch((error: unknown) => toast.failed('The permissions could not be restored', error))
          })
        },
      },
    )
  return (
    <Dialog
      title={`Permissions of ${member.displayName}`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="permissions" variant="primary" isPending={update.isPending}>
            Save
          </Button>
        </>
      }
    >
      <Form id="permissions" problem={update.error} onSubmit={submit}>
        <PermissionChoice legend="This member may" chosen={chosen} onChange={setChosen} />
      </Form>
    </Dialog>
  )
}
