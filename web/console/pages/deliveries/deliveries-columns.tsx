/** The columns of Deliveries, on screen and in the export. */
import type { Delivery } from '../../../../contracts/deliveries.ts'
import { formatCount } from '../../../ui/amount.rules.ts'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import type { Column } from '../../../ui/table.tsx'
import { NextAttempt } from '../endpoints/health/next-attempt.tsx'
import { DeliveryStatusMark } from './delivery-status-mark.tsx'

export const deliveriesColumns: Column<Delivery>[] = [
  {
    key: 'status',
    header: 'Status',
    width: 'w-32 max-sm:w-28',
    cell: ({ status }) => <DeliveryStatusMark status={status} />,
  },
  {
    key: 'event',
    header: 'Event',
    width: 'sm:w-44',
    cell: ({ eventType, endpointName, createdAt }) => (
      <span className="block min-w-0">
        <code className="block truncate font-mono text-12 text-ink">{eventType}</code>
        <span className="flex justify-between gap-2 text-12 text-ink-3 sm:hidden">
          <span className="truncate">{endpointName}</span>
          <RelativeTime at={createdAt} className="shrink-0" />
        </span>
      </span>
    ),
  },
  {
    key: 'endpoint',
    header: 'Outgoing webhook',
    from: 'sm',
    width: 'w-36',
    cell: ({ endpointName }) => <span className="font-medium">{endpointName}</span>,
  },
  {
    key: 'reason',
    header: 'Details',
    from: 'md',
    cell: ({ reason, status, nextAttemptAt }) => (
      <span className="block truncate text-ink-2" title={reason ?? undefined}>
        {status === 'pending' && nextAttemptAt !== null && (
          <>
            Next try <NextAttempt at={nextAttemptAt} />
            {reason && '. '}
          </>
        )}
        {reason}
      </span>
    ),
  },
  {
    key: 'attempts',
    header: 'Attempts',
    from: 'xl',
    align: 'right',
    width: 'w-24',
    cell: ({ attemptCount }) => <span className="tabular-nums text-ink-2">{formatCount(attemptCount)}</span>,
  },
  {
    key: 'created',
    header: 'Planned',
    from: 'sm',
    align: 'right',
    width: 'w-24',
    cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
  },
]

export const exportColumns = [
  { header: 'id', value: ({ id }: Delivery) => id },
  { header: 'status', value: ({ status }: Delivery) => status },
  { header: 'event', value: ({ eventType }: Delivery) => eventType },
  { header: 'event id', value: ({ eventId }: Delivery) => eventId },
  { header: 'endpoint', value: ({ endpointName }: Delivery) => endpointName },
  { header: 'attempts', value: ({ attemptCount }: Delivery) => attemptCount },
  { header: 'reason', value: ({ reason }: Delivery) => reason },
  { header: 'planned', value: ({ createdAt }: Delivery) => createdAt },
  { header: 'finished', value: ({ finishedAt }: Delivery) => finishedAt },
]
