/** Waiting for approval: the apps whose makers asked, each with a preview, to be approved or rejected with a reason. */
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { BadgeCheck } from 'lucide-react'
import type { App } from '../../../../contracts/apps.ts'
import { usePages } from '../../../api/queries.ts'
import { useMay, useMembership } from '../../../app/community.tsx'
import { CopyableId } from '../../../ui/copy-button.tsx'
import { CurlButton } from '../../../ui/curl-button.tsx'
import { ListSection } from '../../../ui/list-section.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { EmptyState, NoPermission } from '../../../ui/states.tsx'
import type { Column } from '../../../ui/table.tsx'
import { pendingMs, pendingQuery } from '../../use-pending-apps.ts'
import { Picture } from '../apps/picture.tsx'
import { ApprovalPanel } from './approval-panel.tsx'

const approvalsRoute = getRouteApi('/console/$community/approvals')

const columns: Column<App>[] = [
  {
    key: 'title',
    header: 'App',
    cell: ({ title, picture }) => (
      <span className="flex min-w-0 items-center gap-3">
        <Picture name={title} url={picture} />
        <span className="truncate font-medium">{title}</span>
      </span>
    ),
  },
  {
    key: 'page',
    header: 'Its page',
    from: 'md',
    cell: ({ appUrl }) => <span title={appUrl}>{appUrl.replace(/^https?:\/\//i, '')}</span>,
  },
  {
    key: 'client',
    header: 'Client Id',
    from: 'lg',
    width: 'w-40',
    cell: ({ clientId }) => <CopyableId id={clientId} label="Copy the Client Id" />,
  },
  {
    key: 'changed',
    header: 'Last change',
    align: 'right',
    width: 'w-28',
    cell: ({ updatedAt }) => <RelativeTime at={updatedAt} />,
  },
]

export function ApprovalsPage() {
  const { communityId, communityName } = useMembership()
  const mayApprove = useMay('approve_apps')
  const { app } = approvalsRoute.useSearch()
  const navigate = useNavigate({ from: '/console/$community/approvals' })
  const input = { params: { communityId }, query: pendingQuery }
  const pages = usePages('listApps', input, { isEnabled: mayApprove, refetchMs: pendingMs })
  const open = (id: string | undefined) =>
    void navigate({ search: id === undefined ? {} : { app: id }, resetScroll: false })
  return (
    <>
      <PageHeader
        title="Waiting for approval"
        place={communityName}
        sentence="Apps whose makers ask to be let in. Once approved, an app may give units to every member; look at its page and its items first."
      />
      {mayApprove ? (
        <ListSection
          name="approvals"
          label="apps that wait"
          columns={columns}
          pages={pages}
          keyOf={({ id }) => id}
          onOpen={({ id }) => open(id)}
          openKey={app}
          curl={<CurlButton name="listApps" input={input} />}
          empty={
            <EmptyState icon={BadgeCheck} title="Nothing waits">
              Whoever manages an app asks for approval on its page. It stands here until somebody approves or
              rejects it.
            </EmptyState>
          }
        />
      ) : (
        <NoPermission what="what waits for approval" permission="approve_apps" />
      )}
      {mayApprove && app !== undefined && <ApprovalPanel appId={app} onClose={() => open(undefined)} />}
    </>
  )
}
