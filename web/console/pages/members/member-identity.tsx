/** Who a member is: names, e-mail, how they are linked, and what they may do. */
import type { Member } from '../../../../contracts/communities.ts'
import { permissionLabels } from '../../../api/endpoints.generated.ts'
import { Badge } from '../../../ui/badge.tsx'
import { CopyableId } from '../../../ui/copy-button.tsx'
import { DetailsList } from '../../../ui/details-list.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'

export function MemberIdentity({ member }: { member: Member }) {
  return (
    <DetailsList
      items={[
        { name: 'Display name', value: member.displayName },
        { name: 'Username', value: member.username },
        { name: 'E-mail', value: member.email ?? <span className="text-ink-3">none</span> },
        {
          name: 'Account',
          value: member.isLinked
            ? 'Linked: a person has proved the e-mail or accepted an invitation'
            : 'Not linked yet: nobody can sign in as this member',
        },
        { name: 'Joined', value: <RelativeTime at={member.joinedAt} /> },
        {
          name: 'May',
          value: (
            <span className="flex flex-wrap gap-1">
              {member.isOwner && <Badge tone="accent">Everything, as the owner</Badge>}
              {!member.isOwner && member.permissions.length === 0 && 'Use the hall, and see their own page'}
              {!member.isOwner &&
                member.permissions.map((name) => <Badge key={name}>{permissionLabels[name]}</Badge>)}
            </span>
          ),
        },
        { name: 'Member id', value: <CopyableId id={member.id} isWhole /> },
      ]}
    />
  )
}
