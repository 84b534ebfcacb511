/** An app as members would find it, with its catalog, and the decision. */
import type { App } from '../../../../contracts/apps.ts'
import { useRead } from '../../../api/queries.ts'
import { useMembership } from '../../../app/community.tsx'
import { Badge } from '../../../ui/badge.tsx'
import { ButtonLink } from '../../../ui/button.tsx'
import { CopyableId } from '../../../ui/copy-button.tsx'
import { DetailsList } from '../../../ui/details-list.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { SidePanel } from '../../../ui/side-panel.tsx'
import { SkeletonLines } from '../../../ui/skeleton.tsx'
import { ErrorState } from '../../../ui/states.tsx'
import { AppStateBadge } from '../apps/app-state.tsx'
import { ApprovalSteps } from '../apps/edit/approval-steps.tsx'
import { CatalogPreview } from './catalog-preview.tsx'

export function ApprovalPanel({ appId, onClose }: { appId: string; onClose: () => void }) {
  const { communityId } = useMembership()
  const app = useRead('getApp', { params: { communityId, appId } })
  return (
    <SidePanel kind="App" title={app.data?.title ?? 'App'} rowKey={appId} onClose={onClose}>
      {app.isPending ? (
        <SkeletonLines count={10} label="Loading the app" />
      ) : app.error ? (
        <ErrorState problem={app.error} what="this app" onRetry={() => void app.refetch()} />
      ) : (
        <Preview app={app.data} />
      )}
    </SidePanel>
  )
}

function Preview({ app }: { app: App }) {
  const { communityId } = useMembership()
  return (
    <div className="flex flex-col gap-6">
      {app.description !== '' && (
        <p className="whitespace-pre-line text-14 text-ink-2 [overflow-wrap:anywhere]">{app.description}</p>
      )}
      <DetailsList
        items={[
          { name: 'Approval', value: <AppStateBadge state={app.state} /> },
          ...(app.stateReason === null ? [] : [{ name: 'Reason', value: app.stateReason }]),
          {
            name: 'Its page',
            value: (
              <a
                href={app.appUrl}
                target="_blank"
                rel="noreferrer"
                className="font-medium text-accent-text underline underline-offset-2 hover:no-underline"
              >
                {app.appUrl}
              </a>
            ),
          },
          {
            name: 'In lists',
            value: <Badge>{app.isVisible ? 'Visible to members' : 'Found by its address only'}</Badge>,
          },
          {
            name: 'Last call',
            value: app.lastCalledAt === null ? 'Never' : <RelativeTime at={app.lastCalledAt} />,
          },
          { name: 'Made', value: <RelativeTime at={app.createdAt} /> },
          { name: 'Client Id', value: <CopyableId id={app.clientId} label="Copy the Client Id" /> },
        ]}
      />
      <div className="flex flex-wrap gap-2">
        <ApprovalSteps app={app} />
        <ButtonLink
          to="/console/$community/apps/$appId"
          params={{ community: communityId, appId: app.id }}
          className="ml-auto"
        >
          Open the app
        </ButtonLink>
      </div>
      <CatalogPreview app={app} />
    </div>
  )
}
