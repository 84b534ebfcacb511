/**
 * Decides mint orders by what came of telling the game. One attempt in each transaction: the cursor of the reader moves
 * with the decision, so each attempt decides once.
 */
import type { EventPayload } from '../../../../contracts/events/index.ts'
import type { Context } from '../../../context.ts'
import type { Transaction } from '../../../platform/db/database.ts'
import { type LoggedEvent, readNext } from '../../../platform/events/reader.ts'
import { systemActor } from '../../actor.ts'
import type { AwaitedEvents } from '../../outgoing/index.ts'
import { endMint } from './end-mint.ts'
import { awaitedOf, mintReader, standingOf } from './mint-order.ts'
import { stepByAttempt } from './mint-orders.rules.ts'
import { findMintOrderId, lockMintOrder, noteAttempt } from './mint-orders.store.ts'

/** The index `events_of_attempts` is on this type. */
const reader = { name: mintReader, types: ['attempt.finished'] as const }

type HearingContext = Pick<Context, 'db' | 'ids' | 'events'>

/** Answers how many were heard: 0 when there are none. */
export async function hearAttempts(ctx: HearingContext, awaited: AwaitedEvents): Promise<number> {
  return readNext(ctx.db, reader, 1, async (tx, events) => {
    for (const event of events) await hear(tx, ctx, awaited, event)
  })
}

async function hear(
  tx: Transaction,
  ctx: HearingContext,
  awaited: AwaitedEvents,
  { community_id: communityId, cause_id: attemptId, payload }: LoggedEvent,
): Promise<void> {
  const told = payload as EventPayload<'attempt.finished'>
  const mintOrderId = await findMintOrderId(tx, communityId, told)
  const order = mintOrderId && (await lockMintOrder(tx, { communityId, mintOrderId }))
  if (!order) return
  const { state, isSeen, endsSending } = stepByAttempt(standingOf(order), told.outcome)
  await noteAttempt(tx, { communityId, mintOrderId: order.id }, told.outcome, isSeen)
  if (state !== order.state && state !== 'requested') {
    const actor = systemActor('Webhook of the game', attemptId)
    const reason = state === 'rejected' ? `The game answered ${told.status ?? 'no'}.` : null
    await endMint(tx, ctx, awaited, actor, order, { state, reason })
  } else if (endsSending) {
    await awaited.lock(tx, awaitedOf(order))
    const reason = 'Nobody knows whether the game got it, and it takes no repeats.'
    await awaited.close(tx, awaitedOf(order), reason)
  }
}
