/** Members: everybody of the community with XP and Coins; a row opens the member beside the list. */
import { getRouteApi, Outlet, useNavigate, useParams } from '@tanstack/react-router'
import { UserPlus, Users } from 'lucide-react'
import { useState } from 'react'
import type { Member } from '../../../../contracts/communities.ts'
import { usePages } from '../../../api/queries.ts'
import { useMay, useMembership } from '../../../app/community.tsx'
import { Amount } from '../../../ui/amount.tsx'
import { Badge } from '../../../ui/badge.tsx'
import { Button } from '../../../ui/button.tsx'
import { CurlButton } from '../../../ui/curl-button.tsx'
import { ExportButton } from '../../../ui/export-button.tsx'
import { ListSection } from '../../../ui/list-section.tsx'
import { Initials } from '../../../ui/mark.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { SearchInput } from '../../../ui/search-input.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { EmptyState, NoPermission } from '../../../ui/states.tsx'
import type { Column } from '../../../ui/table.tsx'
import { AddMemberDialog } from './add-member-dialog.tsx'
import { useMemberBalances } from './use-member-balances.ts'

const membersRoute = getRouteApi('/console/$community/members')

export function MembersPage() {
  const { communityId, communityName } = useMembership()
  const { search } = membersRoute.useSearch()
  const { memberId } = useParams({ strict: false })
  const navigate = useNavigate()
  const maySee = useMay('view_members')
  const mayManage = useMay('manage_members')
  const [isAdding, setAdding] = useState(false)

  const input = { params: { communityId }, query: search === undefined ? {} : { search } }
  const pages = usePages('listMembers', input, { isEnabled: maySee })
  const { balances, isPending, isFailed } = useMemberBalances(
    communityId,
    pages.rows.map(({ id }) => id),
  )
  const params = { community: communityId }
  const open = (id: string) =>
    void navigate({
      to: '/console/$community/members/$memberId',
      params: { ...params, memberId: id },
      search: search === undefined ? {} : { search },
      resetScroll: false,
    })
  const filter = (text: string) =>
    void navigate({
      to: '/console/$community/members',
      params,
      search: text === '' ? {} : { search: text },
      replace: true,
    })
  const addButton = mayManage && (
    <Button variant="primary" icon={UserPlus} onClick={() => setAdding(true)}>
      Add member
    </Button>
  )
  const balance = (asset: string, header: string): Column<Member> => ({
    key: asset,
    header,
    align: 'right',
    width: 'w-24',
    cell: ({ id }) =>
      isPending ? (
        <Skeleton className="ml-auto h-3 w-12" />
      ) : isFailed ? (
        <span title="The balances could not be loaded">–</span>
      ) : (
        <Amount value={balances.get(id)?.get(asset) ?? 0} look="balance" />
      ),
  })
  const columns: Column<Member>[] = [
    {
      key: 'member',
      header: 'Member',
      cell: (member) => (
        <span className="flex min-w-0 items-center gap-2">
          <Initials name={member.displayName} />
          <span className="min-w-0">
            <span className="block truncate font-medium">{member.displayName}</span>
            <span className="block truncate text-12 text-ink-3 sm:hidden">
              {member.email ?? member.username}
            </span>
          </span>
        </span>
      ),
    },
    { key: 'username', header: 'Username', from: 'xl', width: 'w-40', cell: ({ username }) => username },
    {
      key: 'email',
      header: 'E-mail',
      from: 'sm',
      cell: ({ email }) => email ?? <span className="text-ink-3">none</span>,
    },
    balance('xp', 'XP'),
    balance('coins', 'Coins'),
    {
      key: 'standing',
      header: 'Standing',
      from: 'lg',
      width: 'w-40',
      cell: (member) => <Standing member={member} />,
    },
    {
      key: 'joined',
      header: 'Joined',
      from: 'xl',
      width: 'w-28',
      align: 'right',
      cell: ({ joinedAt }) => <RelativeTime at={joinedAt} />,
    },
  ]

  return (
    <>
      <PageHeader
        title="Members"
        place={communityName}
        sentence="Everybody of this community, with what they have earned. Webhooks find them by e-mail or username."
        action={addButton}
      />
      {maySee ? (
        <ListSection
          name="members"
          label="members"
          columns={columns}
          pages={pages}
          keyOf={({ id }) => id}
          onOpen={({ id }) => open(id)}
          openKey={memberId}
          filters={
            <SearchInput
              label="Search members"
              placeholder="Name, username or e-mail"
              value={search ?? ''}
              onSearch={filter}
              className="w-full sm:w-72"
            />
          }
          curl={<CurlButton name="listMembers" input={input} />}
          exported={
            <ExportButton
              name="listMembers"
              input={input}
              fileName="members"
              columns={[
                { header: 'display name', value: ({ displayName }) => displayName },
                { header: 'username', value: ({ username }) => username },
                { header: 'e-mail', value: ({ email }) => email },
                { header: 'joined', value: ({ joinedAt }) => joinedAt },
                { header: 'member id', value: ({ id }) => id },
              ]}
            />
          }
          isFiltered={search !== undefined}
          onClearFilters={() => filter('')}
          empty={
            <EmptyState icon={Users} title="Nobody is here yet" actions={addButton}>
              Add the people whose XP and coins should be counted. A webhook can change a member from the
              moment the member exists; they can sign in later.
            </EmptyState>
          }
        />
      ) : (
        <NoPermission what="the members" permission="view_members" />
      )}
      {isAdding && (
        <AddMemberDialog
          onClose={() => setAdding(false)}
          onAdded={(member) => {
            setAdding(false)
            open(member.id)
          }}
        />
      )}
      <Outlet />
    </>
  )
}

function Standing({ member }: { member: Member }) {
  if (member.isOwner) return <Badge tone="accent">Owner</Badge>
  if (member.permissions.length > 0) return <Badge tone="accent">Staff</Badge>
  return member.isLinked ? <Badge>Member</Badge> : <span className="text-ink-3">Not signed in yet</span>
}
