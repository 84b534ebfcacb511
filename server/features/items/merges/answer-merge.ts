/** The app or staff confirms or rejects a merge, or its member cancels it. The same answer again changes nothing. */
import type { Merge } from '../../../../contracts/merges.ts'
import type { Context } from '../../../context.ts'
import type { Transaction } from '../../../platform/db/database.ts'
import { invariant } from '../../../platform/invariant.ts'
import { refuse } from '../../../platform/refusal.ts'
import type { Actor } from '../../actor.ts'
import { recordAudit } from '../../audit/index.ts'
import type { AwaitedEvents } from '../../outgoing/index.ts'
import { requireOwnApp } from '../apps/app-reach.ts'
import { awaitedOf, endMerge } from './end-merge.ts'
import { type MergeAddress, type MergeRow, mergesReader, standingOf } from './merge.ts'
import { judgeAnswer, type MergeAnswer } from './merges.rules.ts'
import { findMerge, lockMerge } from './merges.store.ts'
import { viewMerge } from './merges.views.ts'
import type { MergeContext } from './request-merge.ts'

export const noMerge = 'There is no such merge.'

/** `reason`: of a rejection. */
export async function answerMerge(
  ctx: MergeContext,
  awaited: AwaitedEvents,
  actor: Actor,
  address: MergeAddress,
  answer: MergeAnswer,
  reason: string | null = null,
): Promise<Merge> {
  return ctx.inTransaction(async (tx) => {
    const merge = await lockMerge(tx, address)
    if (!merge) return refuse('not_found', noMerge)
    requireOwnApp(actor, merge.app_id, noMerge)
    if (answer === 'canceled' && merge.member_id !== actor.memberId) return refuse('not_found', noMerge)
    // Who cancels has to be sure that the game is not just being told.
    if (answer === 'canceled') await awaited.lock(tx, awaitedOf(merge))
    const isOnItsWay = answer === 'canceled' && (await awaited.isOnItsWay(tx, awaitedOf(merge), mergesReader))
    const verdict = judgeAnswer(standingOf(merge), answer, isOnItsWay)
    const { state } = merge
    if (verdict === 'merge_not_pending')
      return refuse(verdict, `It is ${state.replace('_', ' ')}.`, { state })
    if (verdict === 'not_cancelable') return refuse(verdict)
    if (verdict === 'repeat') return viewMerge(merge)
    await endMerge(tx, ctx, awaited, actor, merge, { state: answer, reason })
    await note(tx, ctx, actor, merge, answer, reason)
    const ended = await findMerge(tx, address)
    invariant(ended, 'a merge that was locked can be read')
    return viewMerge(ended)
  })
}

/** What members do with their own is told by events alone. */
async function note(
  tx: Transaction,
  ctx: Pick<Context, 'ids'>,
  actor: Actor,
  merge: MergeRow,
  answer: MergeAnswer,
  reason: string | null,
): Promise<void> {
  if (answer === 'canceled') return
  await recordAudit(tx, ctx.ids, actor, {
    communityId: merge.community_id,
    action: `merge.${answer}`,
    subject: { kind: 'merge', id: merge.id, label: `${merge.quantity} ${merge.item_name}` },
    changes: reason === null ? {} : { reason },
  })
}
