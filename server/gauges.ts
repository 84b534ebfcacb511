/** The figures that `/metrics` reads from the database: the queues and the lag of the event log. */
import type { Context } from './context.ts'
import type { IncomingOffer } from './features/incoming/index.ts'
import type { OutgoingOffer } from './features/outgoing/index.ts'
import { listReaderLags, readHorizonLag } from './platform/events/lag.store.ts'
import type { FollowedCounter, FollowedHistogram, MeasuredGauge } from './platform/http/metrics.ts'

export function gaugesOf(
  { db }: Pick<Context, 'db'>,
  { queue }: Pick<IncomingOffer, 'queue'>,
  { queue: deliveries }: Pick<OutgoingOffer, 'queue'>,
): MeasuredGauge[] {
  return [
    {
      name: 'guildhall_receipts_queued',
      help: 'Receipts that wait to be applied',
      read: async () => [{ value: await queue.count(db) }],
    },
    {
      name: 'guildhall_receipts_queued_oldest_seconds',
      help: 'How long the oldest receipt has been due',
      read: async () => [{ value: await queue.oldestSeconds(db) }],
    },
    {
      name: 'guildhall_deliveries_waiting',
      help: 'Deliveries that wait to be sent',
      read: async () => [{ value: await deliveries.count(db) }],
    },
    {
      name: 'guildhall_deliveries_oldest_seconds',
      help: 'How long the endpoint that waited longest has been due',
      read: async () => [{ value: await deliveries.oldestSeconds(db) }],
    },
    {
      name: 'guildhall_endpoint_backlog_max',
      help: 'Deliveries that wait for the endpoint with the most of them',
      read: async () => [{ value: (await deliveries.lanes(db)).backlog_max }],
    },
    {
      name: 'guildhall_endpoint_breakers',
      help: 'Endpoints that are sent to, by the state of their breaker',
      label: 'state',
      async read() {
        const { open, half_open: halfOpen, closed } = await deliveries.lanes(db)
        return [
          { of: 'open', value: open },
          { of: 'half_open', value: halfOpen },
          { of: 'closed', value: closed },
        ]
      },
    },
    {
      name: 'guildhall_deliveries_failed',
      help: 'Deliveries that were given up and not sent again, up to 100,000',
      read: async () => [{ value: await deliveries.countFailed(db) }],
    },
    {
      name: 'guildhall_event_horizon_lag_seconds',
      help: 'Age of the oldest event that an open transaction keeps from the readers',
      read: async () => [{ value: await readHorizonLag(db) }],
    },
    {
      name: 'guildhall_event_reader_lag_seconds',
      help: 'Age of the next event of each reader of the log',
      label: 'reader',
      read: async () => (await listReaderLags(db)).map(({ name, seconds }) => ({ of: name, value: seconds })),
    },
  ]
}

/** What this process counts as it happens. */
export function followedOf({ figures }: Pick<OutgoingOffer, 'figures'>): {
  histograms: FollowedHistogram[]
  counters: FollowedCounter[]
} {
  return {
    histograms: [
      {
        name: 'guildhall_delivery_attempt_duration_seconds',
        help: 'Attempts of outgoing webhooks by their result',
        label: 'result',
        follow: figures.onAttempt,
      },
    ],
    counters: [
      {
        name: 'guildhall_delivery_leases_reclaimed_total',
        help: 'Endpoints whose deliveries were freed because a process had not ended them in time',
        follow: figures.onReclaim,
      },
    ],
  }
}
