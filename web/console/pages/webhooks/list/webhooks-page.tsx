/** Webhooks: the addresses that other systems call, how each fares, and the way to Histories. */
import { useNavigate } from '@tanstack/react-router'
import { History, Plus, Webhook } from 'lucide-react'
import type { IncomingWebhook } from '../../../../../contracts/incoming.ts'
import { usePages } from '../../../../api/queries.ts'
import { useMay, useMembership } from '../../../../app/community.tsx'
import { formatCount } from '../../../../ui/amount.rules.ts'
import { ButtonLink } from '../../../../ui/button.tsx'
import { CurlButton } from '../../../../ui/curl-button.tsx'
import { ListSection } from '../../../../ui/list-section.tsx'
import { PageHeader } from '../../../../ui/page-header.tsx'
import { RelativeTime } from '../../../../ui/relative-time.tsx'
import { EmptyState, NoPermission } from '../../../../ui/states.tsx'
import type { Column } from '../../../../ui/table.tsx'
import { locationLabel } from '../location.rules.ts'
import { WebhookState } from '../webhook-state.tsx'
import { HowItWorks } from './how-it-works.tsx'
import { refusedSummary } from './refused-calls.rules.ts'
import { WebhookHealth } from './webhook-health.tsx'

const refreshMs = 5000

const columns: Column<IncomingWebhook>[] = [
  {
    key: 'name',
    header: 'Name',
    cell: (webhook) => (
      <span className="block min-w-0">
        <span className="block truncate font-medium">{webhook.name}</span>
        <span className="flex items-center gap-2 text-12 text-ink-3 sm:hidden">
          <WebhookHealth counts={webhook.counts} />
        </span>
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
    width: 'w-28',
    cell: ({ location }) => <span className="text-ink-2">{locationLabel(location)}</span>,
  },
  {
    key: 'health',
    header: 'Last 24 hours',
    from: 'sm',
    width: 'w-44',
    cell: ({ counts }) => <WebhookHealth counts={counts} />,
  },
  {
    key: 'refused',
    header: 'Turned away',
    from: 'xl',
    width: 'w-64',
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
