/** How one webhook fares, in a line: requests per hour, share of success, last seen, what waits, what was turned away. */
import type { ReactNode } from 'react'
import type { IncomingWebhook } from '../../../../../contracts/incoming.ts'
import type { WebhookHealth } from '../../../../../contracts/insights.ts'
import { useRead } from '../../../../api/queries.ts'
import { formatCount } from '../../../../ui/amount.rules.ts'
import { Notice } from '../../../../ui/notice.tsx'
import { RelativeTime } from '../../../../ui/relative-time.tsx'
import { Skeleton } from '../../../../ui/skeleton.tsx'
import { refusedSummary } from '../list/refused-calls.rules.ts'
import { daySumsOf } from './health.rules.ts'
import { HoursSparkline } from './hours-sparkline.tsx'

const refreshMs = 10_000

export function HealthLine({ communityId, webhook }: { communityId: string; webhook: IncomingWebhook }) {
  const params = { communityId, webhookId: webhook.id }
  const health = useRead('getWebhookHealth', { params }, { refetchMs: refreshMs })
  if (health.isPending) return <Skeleton className="mb-4 h-36 rounded-lg sm:h-16" />
  // The page says the rest; a line that cannot be read is not worth a failure of its own.
  if (!health.data) return null
  return (
    <div className="flex flex-col gap-3 pb-4">
      {health.data.overdue && (
        <Notice tone="warn" title="Requests are stuck">
          {health.data.overdue}
        </Notice>
      )}
      <Line health={health.data} />
    </div>
  )
}

function Line({ health }: { health: WebhookHealth }) {
  const sums = daySumsOf(health.hours)
  const turnedAway = refusedSummary(health.refusals)
  const pending = health.queued + health.waiting
  return (
    <section
      aria-label="Health"
      className="grid grid-cols-2 gap-x-6 gap-y-3 rounded-lg border border-line bg-surface px-4 py-3 sm:grid-cols-5"
    >
      <Fact name="Per hour, 24 hours">
        <HoursSparkline hours={health.hours} width={120} />
      </Fact>
      <Fact name="Success" note={sums.failed > 0 ? `${formatCount(sums.failed)} failed` : 'within 24 hours'}>
        {sums.successPercent === null ? '–' : `${sums.successPercent} %`}
      </Fact>
      <Fact name="Last received">
        {health.lastReceivedAt ? <RelativeTime at={health.lastReceivedAt} /> : 'never'}
      </Fact>
      <Fact
        name="Pending"
        note={
          health.oldestPendingAt && (
            <>
              oldest <RelativeTime at={health.oldestPendingAt} className="text-ink-3" />
            </>
          )
        }
      >
        {formatCount(pending)}
      </Fact>
      <Fact name="Turned away" note={turnedAway?.reason}>
        {formatCount(turnedAway?.count ?? 0)}
      </Fact>
    </section>
  )
}

function Fact({ name, note, children }: { name: string; note?: ReactNode; children: ReactNode }) {
  return (
    <dl className="min-w-0">
      <dt className="text-12 text-ink-3">{name}</dt>
      <dd className="min-w-0 text-13 font-medium text-ink">
        <span className="block h-6 truncate">{children}</span>
        {note && <span className="block truncate text-12 font-normal text-ink-3">{note}</span>}
      </dd>
    </dl>
  )
}
