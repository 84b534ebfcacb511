/** The figures that `/metrics` reads from the database: the queues and the lag of the event log. */
import type { Context } from './context.ts'
import type { IncomingOffer } from './features/incoming/index.ts'
import type { OutgoingOffer } from './features/outgoing/index.ts'
import { listReaderLags, readHorizonLag } from './platform/events/lag.store.ts'
import type { MeasuredGauge } from './platform/http/metrics.ts'

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
