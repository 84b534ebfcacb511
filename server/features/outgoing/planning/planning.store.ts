/** The SQL of planning: who subscribes, and writing deliveries that wait. */
import type { Condition } from '../../../../contracts/conditions.ts'
import type { EndpointStyle } from '../../../../contracts/endpoint-wire.ts'
import { bulkInsert } from '../../../platform/db/bulk-rows.ts'
import { prepared, run, type Transaction } from '../../../platform/db/database.ts'
import type { Person } from '../wire/community-body.rules.ts'
import type { Asked } from './asked.rules.ts'

// A scan of a table with a row for each endpoint, once for a batch of events.
const patternsStatement = prepared<{ pattern: string }>(
  'outgoing_patterns',
  `select distinct unnest(event_types) as pattern from outgoing_endpoints
   where deleted_at is null and disabled_at is null`,
)

/** What anybody subscribes to, in all communities. */
export async function listPatterns(tx: Transaction): Promise<string[]> {
  return (await run(tx, patternsStatement, [])).map(({ pattern }) => pattern)
}

export interface Subscriber {
  community_id: string
  id: string
  event_types: string[]
  filter: Condition[] | null
  is_ordered: boolean
  style: EndpointStyle
  app_id: string | null
  tells_aliases: boolean
  created_at: Date
}

const subscribersStatement = prepared<Subscriber>(
  'outgoing_subscribers',
  `select community_id, id, event_types, filter, is_ordered, style, app_id, tells_aliases, created_at from outgoing_endpoints
   where community_id = any ($1::uuid[]) and deleted_at is null and disabled_at is null`,
)

/** Paused ones too: what happens meanwhile is kept for them. */
export async function listSubscribers(
  tx: Transaction,
  communityIds: readonly string[],
): Promise<Subscriber[]> {
  return run(tx, subscribersStatement, [communityIds])
}

/** What is not said is not asked for. */
export interface PlannedDelivery extends Partial<Asked> {
  communityId: string
  id: string
  endpointId: string
  eventId: string
  eventType: string
  partitionKey: string | null
  /** Of whom it tells, where the body has to say it. */
  person: Person | null
}

export const insertDeliveries = bulkInsert<PlannedDelivery>(
  'outgoing_insert_deliveries',
  'outgoing_deliveries',
  [
    ['community_id', 'uuid', (row) => row.communityId],
    ['id', 'uuid', (row) => row.id],
    ['endpoint_id', 'uuid', (row) => row.endpointId],
    ['event_id', 'uuid', (row) => row.eventId],
    ['event_type', 'text', (row) => row.eventType],
    ['person', 'json', (row) => (row.person === null ? null : JSON.stringify(row.person))],
  ],
)

export const enqueue = bulkInsert<PlannedDelivery>('outgoing_enqueue', 'outgoing_queue', [
  ['community_id', 'uuid', (row) => row.communityId],
  ['delivery_id', 'uuid', (row) => row.id],
  ['endpoint_id', 'uuid', (row) => row.endpointId],
  ['event_id', 'uuid', (row) => row.eventId],
  ['partition_key', 'text', (row) => row.partitionKey],
  ['supersedes', 'boolean', (row) => row.supersedes ?? false],
  ['not_after', 'timestamptz', (row) => row.notAfter ?? null],
  ['is_daily', 'boolean', (row) => row.isDaily ?? false],
])
