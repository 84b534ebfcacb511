/** Removes a member from the community, after saying what ends and what stays. */
import type { Member } from '../../../../contracts/communities.ts'
import { useWrite } from '../../../api/queries.ts'
import { useMembership } from '../../../app/community.tsx'
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx'
import { useToast } from '../../../ui/toast.tsx'

interface Props {
  member: Member
  onRemoved: () => void
  onClose: () => void
}

export function RemoveMemberDialog({ member, onRemoved, onClose }: Props) {
  const { communityId, communityName } = useMembership()
  const toast = useToast()
  const remove = useWrite('removeMember', {
    refreshes: ['listMembers', 'getCommunity', 'getCurrentSession'],
    onDone: () => {
      toast.done(`${member.displayName} was removed`)
      onRemoved()
    },
  })
  const keys =
    member.permissions.length > 0 ? ' API keys stay valid: revoke those that this member knows.' : ''
  return (
    <ConfirmDialog
      question={`Remove ${member.displayName} from ${communityName}?`}
      consequence={`They lose access at once, and webhooks no longer find them. Their balances, open holds and every history stay, under their name. Their e-mail and username are free: whoever joins with them is a new member.${keys}`}
      verb="Remove from community"
      isPending={remove.isPending}
      problem={remove.error}
      onConfirm={() => remove.mutate({ params: { communityId, memberId: member.id } })}
      onClose={onClose}
    />
  )
}
