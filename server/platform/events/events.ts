/**
 * The one event log. A fact is inserted in the transaction that makes it true; nothing is announced any other
 * way. Many facts go in with one statement.
 */
import type { EventName, EventPayload } from '../../../contracts/events/index.ts'
import { bulkInsert } from '../db/bulk-rows.ts'
import type { Transaction } from '../db/database.ts'
import type { Ids } from '../ids.ts'

export interface EventActor {
  kind: 'account' | 'api_key' | 'portal_link' | 'app' | 'webhook' | 'system'
  id: string | null
  label: string
}

export interface EventCause {
  kind: 'receipt' | 'request' | 'reversal' | 'expiry' | 'attempt'
  id: string
}

/** What the publisher asks of deliveries of the event; whoever delivers sees to it. */
export interface EventDelivery {
  /** No attempt starts then or later. */
  notAfter?: Date
  /** What it is about, instead of its subject: where order matters, one after the other. At most 200 characters. */
  partitionKey?: string
  /** Closes what still waits of the same key, and starts after what is on its way. */
  supersedes?: boolean
  /** A further part of the event before it of the same key: starts after that one, and is closed by whatever closes it. */
  continues?: boolean
  /** After the schedule, or `notAfter`, once a day for 30 days. */
  daily?: boolean
  /** What comes of each attempt is told as `attempt.finished`. */
  tellsAttempts?: boolean
}

/** As the log holds it. */
export type LoggedDelivery = Omit<EventDelivery, 'notAfter'> & { notAfter?: string }

export interface NewEvent<Name extends EventName = EventName> {
  communityId: string
  type: Name
  subjectId: string | null
  payload: EventPayload<Name>
  actor: EventActor
  cause: EventCause
  /** How many webhooks this chain of causes has come through; the loop guard stops at five. */
  hop?: number
  delivery?: EventDelivery
}

/** An event of a community's own: its type begins with `custom.`, and nobody promises its payload. */
export type CustomEvent = Omit<NewEvent, 'type' | 'payload'> & { id: string; type: string; payload: unknown }

export interface Events {
  /** Answers the id of the event. */
  publish: <Name extends EventName>(tx: Transaction, event: NewEvent<Name>) => Promise<string>
  /** Answers their ids, in the order given. */
  publishAll: (tx: Transaction, events: readonly NewEvent[]) => Promise<string[]>
  publishCustom: (tx: Transaction, event: CustomEvent) => Promise<void>
}

interface IdentifiedEvent {
  id: string
  event: Omit<NewEvent, 'type' | 'payload'> & { type: string; payload: unknown }
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
  ['delivery', 'json', ({ event }) => (event.delivery ? JSON.stringify(event.delivery) : null)],
])

export function createEvents(ids: Ids): Events {
  const identified = (event: NewEvent) => ({ id: ids.next(), event })
  return {
    async publishAll(tx, events) {
      const all = events.map(identified)
      await insertEvents(tx, all)
      return all.map(({ id }) => id)
    },
    publishCustom: (tx, event) => insertEvents(tx, [{ id: event.id, event }]),
    async publish(tx, event) {
      const one = identified(event as NewEvent)
      await insertEvents(tx, [one])
      return one.id
    },
  }
}
