/**
 * Decides merges by what came of telling the game. One attempt in each transaction: the ledger is posted to once in
 * one, as its last lock, and the cursor of the reader moves with the decision, so each attempt decides once.
 */
import type { EventPayload } from '../../../../contracts/events/index.ts'
import type { Context } from '../../../context.ts'
import type { Transaction } from '../../../platform/db/database.ts'
import { type LoggedEvent, readNext } from '../../../platform/events/reader.ts'
import { systemActor } from '../../actor.ts'
import type { AwaitedEvents } from '../../outgoing/index.ts'
import { awaitedOf, endMerge } from './end-merge.ts'
import { mergesReader, standingOf } from './merge.ts'
import { stepByAttempt } from './merges.rules.ts'
import { findMergeId, lockMerge, noteAttempt } from './merges.store.ts'

/** The index `events_of_attempts` is on this type. */
const reader = { name: mergesReader, types: ['attempt.finished'] as const }

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
  const mergeId = await findMergeId(tx, communityId, told)
  const merge = mergeId && (await lockMerge(tx, { communityId, mergeId }))
  if (!merge) return
  const step = stepByAttempt(standingOf(merge), told.outcome)
  await noteAttempt(tx, { communityId, mergeId: merge.id }, told.outcome, step.isSeen)
  const { state, endsSending } = step
  if (state !== merge.state && state !== 'requested') {
    const actor = systemActor('Webhook of the game', attemptId)
    const reason = state === 'rejected' ? `The game answered ${told.status ?? 'no'}.` : null
    await endMerge(tx, ctx, awaited, actor, merge, { state, reason, endsSending })
  } else if (endsSending) {
    await awaited.lock(tx, awaitedOf(merge))
    await awaited.close(
      tx,
      awaitedOf(merge),
      'Nobody knows whether the game got it, and it takes no repeats.',
    )
  }
}
