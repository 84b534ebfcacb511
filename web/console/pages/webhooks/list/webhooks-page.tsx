/** Webhooks: the addresses that other systems call, how each fares, and the way to Histories. */
import { useNavigate } from '@tanstack/react-router'
import { History, Plus, TriangleAlert, Webhook } from 'lucide-react'
import { useMemo } from 'react'
import type { IncomingWebhook } from '../../../../../contracts/incoming.ts'
import type { WebhookHealth } from '../../../../../contracts/insights.ts'
import { usePages, useRead } from '../../../../api/queries.ts'
import { useMay, useMembership } from '../../../../app/community.tsx'
import { formatCount } from '../../../../ui/amount.rules.ts'
import { ButtonLink } from '../../../../ui/button.tsx'
import { CurlButton } from '../../../../ui/curl-button.tsx'
import { ListSection } from '../../../../ui/list-section.tsx'
import { PageHeader } from '../../../../ui/page-header.tsx'
import { RelativeTime } from '../../../../ui/relative-time.tsx'
import { EmptyState, NoPermission } from '../../../../ui/states.tsx'
import type { Column } from '../../../../ui/table.tsx'
import { HoursSparkline } from '../health/hours-sparkline.tsx'
import { locationLabel } from '../location.rules.ts'
import { WebhookState } from '../webhook-state.tsx'
import { HowItWorks } from './how-it-works.tsx'
import { refusedSummary } from './refused-calls.rules.ts'
import { WebhookCounts } from './webhook-counts.tsx'

const refreshMs = 5000
const healthMs = 15_000

const columnsWith = (
  healthOf: (webhook: IncomingWebhook) => WebhookHealth | undefined,
): Column<IncomingWebhook>[] => [
  {
    key: 'name',
    header: 'Name',
    cell: (webhook) => (
      <span className="block min-w-0">
        <span className="block truncate font-medium">{webhook.name}</span>
        <span className="flex items-center gap-2 text-12 text-ink-3 sm:hidden">
          <WebhookCounts counts={webhook.counts} />
        </span>
        <Overdue words={healthOf(webhook)?.overdue ?? null} />
      </span>
    ),
  },
  {
    key: 'state',
    header: 'State',
    width: 'w-36',
    cell: (webhook) => <WebhookState webhook={webhook} />,
  },
  {
    key: 'location',
    header: 'Location',
    from: 'lg',
    width: 'w-24',
    cell: ({ location }) => <span className="text-ink-2">{locationLabel(location)}</span>,
  },
  {
    key: 'health',
    header: 'Last 24 hours',
    from: 'sm',
    width: 'w-44',
    cell: ({ counts }) => <WebhookCounts counts={counts} />,
  },
  {
    key: 'hours',
    header: 'Per hour',
    from: 'xl',
    width: 'w-28',
    cell: (webhook) => {
      const health = healthOf(webhook)
      return health && <HoursSparkline hours={health.hours} />
    },
  },
  {
    key: 'refused',
    header: 'Turned away',
    from: 'xl',
    width: 'w-48',
    cell: ({ refused }) => <Refused refused={refused} />,
  },
  {
    key: 'received',
    header: 'Last received',
    from: 'md',
    align: 'right',
    width: 'w-28',
    cell: ({ lastReceivedAt }) =>
      lastReceivedAt === null ? (
        <span className="text-ink-3">never</span>
      ) : (
        <RelativeTime at={lastReceivedAt} />
      ),
  },
]

function Overdue({ words }: { words: string | null }) {
  return (
    words && (
      <span className="flex items-start gap-1 whitespace-normal text-12 text-warn">
        <TriangleAlert aria-hidden className="mt-0.5 size-3 shrink-0" />
        {words}
      </span>
    )
  )
}

function Refused({ refused }: Pick<IncomingWebhook, 'refused'>) {
  const summary = refusedSummary(refused)
  if (summary === null) return <span className="text-ink-3">none</span>
  return (
    <span className="block truncate text-ink-2">
      <span className="font-medium text-warn">{formatCount(summary.count)}</span> {summary.reason},{' '}
      <RelativeTime at={summary.lastAt} className="text-ink-3" />
    </span>
  )
}

export function WebhooksPage() {
  const { communityId, communityName } = useMembership()
  const navigate = useNavigate()
  const maySee = useMay('manage_webhooks')
  const input = { params: { communityId }, query: {} }
  const pages = usePages('listIncomingWebhooks', input, { isEnabled: maySee, refetchMs: refreshMs })
  const health = useRead(
    'listWebhookHealth',
    { params: { communityId } },
    { isEnabled: maySee, refetchMs: healthMs },
  )
  const columns = useMemo(() => {
    const byId = new Map(health.data?.data.map((each) => [each.webhookId, each]))
    return columnsWith(({ id }) => byId.get(id))
  }, [health.data])
  const params = { community: communityId }
  const createButton = (
    <ButtonLink variant="primary" icon={Plus} to="/console/$community/webhooks/new" params={params}>
      Create incoming webhook
    </ButtonLink>
  )
  const isFirstUse = !pages.isPending && pages.problem === null && pages.rows.length === 0

  return (
    <>
      <PageHeader
        title="Webhooks"
        place={communityName}
        sentence="Incoming webhooks: addresses that your game, shop or script calls. What arrives changes members’ XP, Coins and fields, once and explained."
        {...(maySee && !isFirstUse ? { action: createButton } : {})}
        {...(maySee
          ? {
              secondary: (
                <ButtonLink icon={History} to="/console/$community/webhooks/histories" params={params}>
                  Histories
                </ButtonLink>
              ),
            }
          : {})}
      />
      {maySee ? (
        <ListSection
          name="incoming-webhooks"
          label="incoming webhooks"
          columns={columns}
          pages={pages}
          keyOf={({ id }) => id}
          onOpen={({ id }) =>
            void navigate({
              to: '/console/$community/webhooks/$webhookId',
              params: { ...params, webhookId: id },
            })
          }
          filters={<h2 className="text-13 font-medium text-ink">Incoming</h2>}
          curl={<CurlButton name="listIncomingWebhooks" input={input} />}
          empty={
            <EmptyState
              icon={Webhook}
              title="No incoming webhook yet"
              actions={createButton}
              sample={<HowItWorks />}
            >
              Any system that can send JSON to a URL can reward your members: a game server, a shop, a script.
            </EmptyState>
          }
        />
      ) : (
        <NoPermission what="the webhooks" permission="manage_webhooks" />
      )}
    </>
  )
}
