/**
 * The one event log. A fact is inserted in the transaction that makes it true; nothing is announced any other
 * way. Many facts go in with one statement.
 */
import type { EventName, EventPayload } from '../../../contracts/events/index.ts'
import { prepared, run, type Transaction } from '../db/database.ts'
import type { Ids } from '../ids.ts'

export interface EventActor {
  kind: 'account' | 'api_key' | 'webhook' | 'system'
  id: string | null
  label: string
}

export interface EventCause {
  kind: 'receipt' | 'request' | 'reversal'
  id: string
}

export interface NewEvent<Name extends EventName = EventName> {
  communityId: string
  type: Name
  subjectId: string | null
  payload: EventPayload<Name>
  actor: EventActor
  cause: EventCause
  /** How many webhooks this chain of causes has come through; the loop guard stops at five. */
  hop?: number
}

export interface Events {
  publish: <Name extends EventName>(tx: Transaction, event: NewEvent<Name>) => Promise<void>
  publishAll: (tx: Transaction, events: readonly NewEvent[]) => Promise<void>
}

// Arrays instead of a VALUES list: one plan for any number of rows.
const insertEvents = prepared<never>(
  'events_insert',
  `insert into events
     (community_id, id, type, subject_id, payload, actor_kind, actor_id, actor_label, cause_kind, cause_id, hop)
   select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::json[], $6::text[], $7::uuid[],
                        $8::text[], $9::text[], $10::uuid[], $11::smallint[])`,
)

export function createEvents(ids: Ids): Events {
  async function publishAll(tx: Transaction, events: readonly NewEvent[]): Promise<void> {
    if (events.length === 0) return
    await run(tx, insertEvents, [
      events.map((event) => event.communityId),
      events.map(() => ids.next()),
      events.map((event) => event.type),
      events.map((event) => event.subjectId),
      events.map((event) => JSON.stringify(event.payload)),
      events.map((event) => event.actor.kind),
      events.map((event) => event.actor.id),
      events.map((event) => event.actor.label),
      events.map((event) => event.cause.kind),
      events.map((event) => event.cause.id),
      events.map((event) => event.hop ?? 0),
    ])
  }
  return { publishAll, publish: (tx, event) => publishAll(tx, [event as NewEvent]) }
}
