/** How one endpoint fares, in a line: attempts per hour, share of success, what waits, the breaker, the next try. */
import type { ReactNode } from 'react'
import type { OutgoingEndpoint } from '../../../../../contracts/outgoing.ts'
import { formatCount } from '../../../../ui/amount.rules.ts'
import { RelativeTime } from '../../../../ui/relative-time.tsx'
import { sumsOf } from './hours.rules.ts'
import { HoursBars } from './hours-bars.tsx'
import { NextAttempt } from './next-attempt.tsx'

const breakerWords = { closed: 'Closed', open: 'Open', half_open: 'Half open' } as const

export function EndpointHealth({ endpoint }: { endpoint: OutgoingEndpoint }) {
  const { health, state } = endpoint
  const sums = sumsOf(health.hours)
  return (
    <section
      aria-label="Health"
      className="grid grid-cols-2 gap-x-6 gap-y-3 rounded-lg border border-line bg-surface px-4 py-3 sm:grid-cols-3 lg:grid-cols-6"
    >
      <Fact name="Per hour, 24 hours">
        <HoursBars hours={health.hours} width={120} />
      </Fact>
      <Fact name="Success" note={failedWords(sums.failed)}>
        {sums.successPercent === null ? '–' : `${sums.successPercent} %`}
      </Fact>
      <Fact name="Waiting" note={health.backlog === 1 ? 'delivery' : 'deliveries'}>
        {formatCount(health.backlog)}
      </Fact>
      <Fact
        name="Next try"
        note={health.nextAttemptAt !== null && state !== 'active' && 'once it is active again'}
      >
        {health.nextAttemptAt !== null && state === 'active' ? (
          <NextAttempt at={health.nextAttemptAt} className="text-ink" />
        ) : (
          'none'
        )}
      </Fact>
      <Fact
        name="Breaker"
        note={
          health.breakerUntil !== null && health.breaker === 'open' ? (
            <>
              until <NextAttempt at={health.breakerUntil} className="text-ink-3" />
            </>
          ) : (
            health.breaker === 'half_open' && 'one attempt at a time'
          )
        }
      >
        <span className={health.breaker === 'closed' ? '' : 'text-bad'}>{breakerWords[health.breaker]}</span>
      </Fact>
      <Fact
        name="Last success"
        note={
          health.failingSince !== null && (
            <span className="text-warn">
              failing since <RelativeTime at={health.failingSince} className="text-warn" />
            </span>
          )
        }
      >
        {health.lastSuccessAt === null ? (
          'never'
        ) : (
          <RelativeTime at={health.lastSuccessAt} className="text-ink" />
        )}
      </Fact>
    </section>
  )
}

function failedWords(count: number): string {
  if (count === 0) return 'within 24 hours'
  return count === 1 ? '1 attempt failed' : `${formatCount(count)} attempts failed`
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
