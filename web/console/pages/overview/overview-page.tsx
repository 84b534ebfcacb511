/** Overview: what needs attention, the first steps with their live state, and what happened last. */
import { useRead } from '../../../api/queries.ts'
import { useMay, useMembership } from '../../../app/community.tsx'
import { useSession } from '../../../app/session.ts'
import { Notice } from '../../../ui/notice.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useNow } from '../../../ui/relative-time.tsx'
import { SkeletonLines } from '../../../ui/skeleton.tsx'
import { hourBefore, stuckOf } from './attention.rules.ts'
import { Attention } from './attention.tsx'
import { FirstSteps } from './first-steps.tsx'
import { RecentLogs } from './recent-logs.tsx'
import { RecentReceipts } from './recent-receipts.tsx'

const refreshMs = 5000

export function OverviewPage() {
  const { communityId, communityName } = useMembership()
  const { account } = useSession()
  const params = { communityId }
  const maySeeWebhooks = useMay('manage_webhooks')
  const maySeeLedger = useMay('view_ledger')
  const community = useRead('getCommunity', { params })
  const webhooks = useRead(
    'listIncomingWebhooks',
    { params, query: { limit: 200 } },
    { isEnabled: maySeeWebhooks, refetchMs: refreshMs },
  )
  const pending = useRead(
    'listReceipts',
    { params, query: { status: 'pending', to: hourBefore(useNow()), limit: 200 } },
    { isEnabled: maySeeWebhooks },
  )
  const receipts = useRead(
    'listReceipts',
    { params, query: { limit: 6 } },
    { isEnabled: maySeeWebhooks, refetchMs: refreshMs },
  )
  const logs = useRead(
    'listGamificationLogs',
    { params, query: { limit: 6 } },
    { isEnabled: maySeeLedger, refetchMs: refreshMs },
  )

  const alerts = useRead(
    'listAlerts',
    { params, query: { state: 'open' } },
    { isEnabled: maySeeWebhooks, refetchMs: refreshMs },
  )

  // Shown all at once, so that nothing jumps when one answer comes later than another.
  const isPending =
    community.isPending ||
    (maySeeWebhooks && (webhooks.isPending || receipts.isPending || alerts.isPending)) ||
    (maySeeLedger && logs.isPending)

  return (
    <>
      <PageHeader
        title={communityName}
        sentence={`Welcome, ${account.displayName}. This is what goes on in your community.`}
      />
      {isPending ? (
        <SkeletonLines count={9} label="Loading the overview" />
      ) : (
        <div className="flex flex-col gap-6">
          {community.data?.isSample && (
            <Notice title="This is the sample community">
              Its people are made up, and so is what happened to them. The owner of the installation can
              remove it under Community Settings, General.
            </Notice>
          )}
          {maySeeWebhooks && webhooks.data && (
            <Attention
              webhooks={webhooks.data.data}
              stuck={stuckOf(pending.data?.data ?? [])}
              alerts={alerts.data?.data ?? []}
            />
          )}
          {webhooks.data && logs.data && community.data && (
            <FirstSteps
              webhooks={webhooks.data.data}
              memberCount={community.data.memberCount}
              hasLogs={logs.data.data.length > 0}
            />
          )}
          <div className="grid gap-6 xl:grid-cols-2">
            {maySeeWebhooks && <RecentReceipts receipts={receipts} />}
            {maySeeLedger && <RecentLogs logs={logs} />}
          </div>
        </div>
      )}
    </>
  )
}
