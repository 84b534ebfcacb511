/** The columns of the outgoing webhooks: what they are, and how each fares. */
import type { OutgoingEndpoint } from '../../../../../contracts/outgoing.ts'
import { formatCount } from '../../../../ui/amount.rules.ts'
import { RelativeTime } from '../../../../ui/relative-time.tsx'
import type { Column } from '../../../../ui/table.tsx'
import { EndpointState } from '../endpoint-state.tsx'
import { patternWords } from '../event-types/type-choice.rules.ts'
import { sumsOf } from '../health/hours.rules.ts'
import { HoursBars } from '../health/hours-bars.tsx'
import { NextAttempt } from '../health/next-attempt.tsx'

export const endpointsColumns: Column<OutgoingEndpoint>[] = [
  {
    key: 'name',
    header: 'Name',
    cell: ({ name, url, health }) => (
      <span className="block min-w-0">
        <span className="block truncate font-medium">{name}</span>
        <span className="block truncate font-mono text-12 text-ink-3" title={url}>
          {url.replace(/^https:\/\//, '')}
        </span>
        <span className="flex items-center gap-2 pt-1 text-12 text-ink-2 sm:hidden">
          <HoursBars hours={health.hours} width={72} />
          {formatCount(health.backlog)} waiting
        </span>
      </span>
    ),
  },
  {
    key: 'state',
    header: 'State',
    width: 'w-28',
    cell: (endpoint) => <EndpointState endpoint={endpoint} />,
  },
  {
    key: 'events',
    header: 'Events',
    from: 'xl',
    width: 'w-48',
    cell: ({ eventTypes }) => {
      const words = eventTypes.map(patternWords).join(', ')
      return (
        <span className="block truncate text-ink-2" title={words}>
          {words}
        </span>
      )
    },
  },
  {
    key: 'hours',
    header: 'Last 24 hours',
    from: 'sm',
    width: 'w-44',
    cell: ({ health }) => {
      const { successPercent } = sumsOf(health.hours)
      return (
        <span className="flex items-center gap-2">
          <HoursBars hours={health.hours} />
          <span className="tabular-nums text-ink-2">
            {successPercent === null ? '–' : `${successPercent} %`}
          </span>
        </span>
      )
    },
  },
  {
    key: 'backlog',
    header: 'Waiting',
    from: 'md',
    align: 'right',
    width: 'w-24',
    cell: ({ health }) => (
      <span className={health.backlog === 0 ? 'text-ink-3' : 'font-medium tabular-nums'}>
        {formatCount(health.backlog)}
      </span>
    ),
  },
  {
    key: 'next',
    header: 'Next try',
    from: 'lg',
    align: 'right',
    width: 'w-24',
    cell: ({ health, state }) =>
      health.nextAttemptAt === null || state !== 'active' ? (
        <span className="text-ink-3">none</span>
      ) : (
        <NextAttempt at={health.nextAttemptAt} />
      ),
  },
  {
    key: 'success',
    header: 'Last success',
    from: 'lg',
    align: 'right',
    width: 'w-28',
    cell: ({ health }) =>
      health.lastSuccessAt === null ? (
        <span className="text-ink-3">never</span>
      ) : (
        <RelativeTime at={health.lastSuccessAt} />
      ),
  },
]
