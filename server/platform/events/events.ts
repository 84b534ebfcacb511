/**
 * The one event log. A fact is inserted in the transaction that makes it true; nothing is announced any other
 * way. Many facts go in with one statement.
 */
import type { EventName, EventPayload } from '../../../contracts/events/index.ts'
import { bulkInsert } from '../db/bulk-rows.ts'
import type { Transaction } from '../db/database.ts'
import type { Ids } from '../ids.ts'

export interface EventActor {
  kind: 'account' | 'api_key' | 'webhook' | 'system'
  id: string | null
  label: string
}

export interface EventCause {
  kind: 'receipt' | 'request' | 'reversal' | 'expiry' | 'attempt'
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
  /** Answers the id of the event. */
  publish: <Name extends EventName>(tx: Transaction, event: NewEvent<Name>) => Promise<string>
  publishAll: (tx: Transaction, events: readonly NewEvent[]) => Promise<void>
}

interface IdentifiedEvent {
  id: string
  event: NewEvent
}

const insertEvents = bulkInsert<IdentifiedEvent>('events_insert', 'events', [
  ['community_id', 'uuid', ({ event }) => event.communityId],
  ['id', 'uuid', ({ id }) => id],
  ['type', 'text', ({ event }) => event.type],
  ['subject_id', 'uuid', ({ event }) => event.subjectId],
  ['payload', 'json', ({ event }) => JSON.stringify(event.payload)],
  ['actor_kind', 'text', ({ event }) => event.actor.kind],
  ['actor_id', 'uuid', ({ event }) => event.actor.id],
  ['actor_label', 'text', ({ event }) => event.actor.label],
  ['cause_kind', 'text', ({ event }) => event.cause.kind],
  ['cause_id', 'uuid', ({ event }) => event.cause.id],
  ['hop', 'smallint', ({ event }) => event.hop ?? 0],
])

export function createEvents(ids: Ids): Events {
  const identified = (event: NewEvent) => ({ id: ids.next(), event })
  return {
    publishAll: (tx, events) => insertEvents(tx, events.map(identified)),
    async publish(tx, event) {
      const one = identified(event as NewEvent)
      await insertEvents(tx, [one])
      return one.id
    },
  }
}
