/**
 * What publishers who wait for an answer may ask of the deliveries of their event, in their own transaction: whether
 * something is on its way, and that nothing more is sent. From `lock` until it commits no attempt begins at the
 * webhook of that app; so what was found out holds until what follows from it is there for all to see.
 */
import type { Context } from '../../../context.ts'
import type { Transaction } from '../../../platform/db/database.ts'
import { listEvents } from '../../../platform/events/logged-events.store.ts'
import { invariant } from '../../../platform/invariant.ts'
import { findEndpoint } from '../endpoints/endpoints.store.ts'
import { findPeopleTold } from '../planning/find-people.ts'
import { planRows } from '../planning/plan-rows.ts'
import { lowerBacklogs } from '../queue/cancel.store.ts'
import { deleteWaitingOfEvent, isClaimed, isUntold, lockLanesOfApp } from './awaited.store.ts'

export interface AwaitedEvent {
  communityId: string
  appId: string
  eventId: string
}

/** One that is still to be sent, and what its publisher asked of its delivery. */
export interface OpenEvent {
  eventId: string
  notAfter: Date
  isDaily: boolean
}

export interface AwaitedEvents {
  /** Late in the transaction, before the balances of the ledger: meanwhile the app is sent nothing. */
  lock: (tx: Transaction, event: AwaitedEvent) => Promise<void>
  /** An attempt has begun, or has ended and `reader` of the log has not heard of it. Under `lock`. */
  isOnItsWay: (tx: Transaction, event: AwaitedEvent, reader: string) => Promise<boolean>
  /** What waits is canceled; what is on its way ends by itself. Under `lock`. */
  close: (tx: Transaction, event: AwaitedEvent, reason: string) => Promise<void>
  /** Sends what is open to the webhook of an app that is new, and of which the planner takes only what comes after it. */
  plan: (
    ctx: Pick<Context, 'ids'>,
    tx: Transaction,
    webhook: { communityId: string; endpointId: string },
    open: readonly OpenEvent[],
  ) => Promise<void>
}

export const awaitedEvents: AwaitedEvents = {
  lock: (tx, { communityId, appId }) => lockLanesOfApp(tx, communityId, appId),
  // In this order: what ends between the two was still on its way at the first.
  isOnItsWay: async (tx, { communityId, eventId }, reader) =>
    (await isClaimed(tx, communityId, eventId)) || (await isUntold(tx, communityId, eventId, reader)),
  async close(tx, { communityId, eventId }, reason) {
    await lowerBacklogs(tx, await deleteWaitingOfEvent(tx, communityId, eventId, reason))
  },
  async plan(ctx, tx, { communityId, endpointId }, open) {
    const asked = new Map(open.map((each) => [each.eventId, each]))
    const events = await listEvents(
      tx,
      open.map(({ eventId }) => ({ communityId, eventId })),
    )
    const endpoint = await findEndpoint(tx, communityId, endpointId)
    invariant(endpoint, 'what is planned is planned for an endpoint that is there')
    const personOf = await findPeopleTold(
      tx,
      events.map((event) => ({ endpoint, event })),
    )
    await planRows(
      tx,
      events.map((event) => ({
        ...{ communityId, id: ctx.ids.next(), endpointId, eventId: event.id, eventType: event.type },
        ...{ partitionKey: null, person: personOf(endpoint, event) },
        notAfter: asked.get(event.id)?.notAfter.toISOString() ?? null,
        isDaily: asked.get(event.id)?.isDaily ?? false,
      })),
    )
  },
}
