/** One member beside the list: identity, balances, what changed and why, items, fields, and what staff can do. */
import { getRouteApi, useNavigate, useParams } from '@tanstack/react-router'
import { useRead } from '../../../api/queries.ts'
import { useMembership } from '../../../app/community.tsx'
import { SidePanel } from '../../../ui/side-panel.tsx'
import { SkeletonLines } from '../../../ui/skeleton.tsx'
import { ErrorState } from '../../../ui/states.tsx'
import { Tabs } from '../../../ui/tabs.tsx'
import { MemberItems } from './items/member-items.tsx'
import { MemberActions } from './member-actions.tsx'
import { MemberBalancesView } from './member-balances.tsx'
import { MemberFields } from './member-fields.tsx'
import { MemberIdentity } from './member-identity.tsx'
import { MemberLogs } from './member-logs.tsx'

const memberRoute = getRouteApi('/console/$community/members/$memberId')

export function MemberPanel() {
  const { communityId } = useMembership()
  const { memberId } = useParams({ from: '/console/$community/members/$memberId' })
  const { tab = 'log' } = memberRoute.useSearch()
  const navigate = useNavigate()
  const params = { communityId, memberId }
  const member = useRead('getMember', { params })

  const close = () =>
    void navigate({
      to: '/console/$community/members',
      params: { community: communityId },
      search: ({ search }) => (search === undefined ? {} : { search }),
      resetScroll: false,
    })
  const choose = (chosen: string) =>
    void navigate({
      to: '/console/$community/members/$memberId',
      params: { community: communityId, memberId },
      search: (search) => ({ ...search, tab: chosen }),
      replace: true,
      resetScroll: false,
    })

  return (
    <SidePanel
      kind="Member"
      title={member.data?.displayName ?? 'Member'}
      rowKey={memberId}
      onClose={close}
      actions={member.data && <MemberActions member={member.data} onRemoved={close} />}
    >
      {member.isPending ? (
        <SkeletonLines count={9} label="Loading the member" />
      ) : member.error ? (
        <ErrorState problem={member.error} what="this member" onRetry={() => void member.refetch()} />
      ) : (
        <div className="flex flex-col gap-6">
          <MemberBalancesView member={member.data} />
          <Tabs
            label="About this member"
            value={tab}
            onChange={choose}
            tabs={[
              { value: 'log', label: 'Gamification Log', content: <MemberLogs params={params} /> },
              { value: 'items', label: 'Items', content: <MemberItems params={params} /> },
              { value: 'fields', label: 'Fields', content: <MemberFields params={params} /> },
              { value: 'identity', label: 'Identity', content: <MemberIdentity member={member.data} /> },
            ]}
          />
        </div>
      )}
    </SidePanel>
  )
}
