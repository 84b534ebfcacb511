/** Merges that are taken back because the app takes the units in them; those that the game may have acted on stay. */
import { invariant } from '../../../platform/invariant.ts'
import { recordedActor } from '../../actor.ts'
import { endHold, holdAccount, itemAsset, member } from '../../ledger/index.ts'
import type { AwaitedEvents } from '../../outgoing/index.ts'
import type { FindClosings } from '../postings/order-closers.ts'
import { insertPosting } from '../postings/postings.store.ts'
import { awaitedOf } from './end-merge.ts'
import { type MergeRow, mergesReader, standingOf } from './merge.ts'
import { isReturnable } from './merges.rules.ts'
import { lockRequestedMerges, updateMerge } from './merges.store.ts'
import { mergeAction } from './request-merge.ts'
import { tellMerge } from './tell-merge.ts'

export const closeMerges =
  (awaited: AwaitedEvents): FindClosings =>
  async (tx, ctx, { communityId, appId, actor, reason, holdings, limit }) => {
    const requested = await lockRequestedMerges(tx, communityId, holdings, limit)
    const returnable = requested.filter((merge) => isReturnable(standingOf(merge)))
    const [first] = returnable
    if (!first) return []
    // Nothing of the app is sent from here on: what is not on its way stays so.
    await awaited.lock(tx, awaitedOf(first))
    const merges: MergeRow[] = []
    for (const merge of returnable)
      if (!(await awaited.isOnItsWay(tx, awaitedOf(merge), mergesReader))) merges.push(merge)
    return merges.map((merge) => {
      const { id, hold_id: holdId, member_id: memberId, quantity } = merge
      const asset = itemAsset(merge.tier_id)
      const state = 'canceled' as const
      const cause = { kind: 'request' as const, id }
      const back = { line: 0, asset, amount: quantity, from: holdAccount(holdId), to: member(memberId) }
      return {
        ...{ kind: 'merge', id, memberId, asset, quantity },
        posting: { communityId, cause, action: mergeAction, actor: recordedActor(actor), transfers: [back] },
        async end(inTx) {
          const ending = { state, reason, decidedBy: actor.label }
          const isEnded = await updateMerge(inTx, { communityId, mergeId: id }, ending)
          invariant(isEnded, 'a merge that is locked and open can be ended')
          await awaited.close(inTx, awaitedOf(merge), 'The merge is canceled.')
          await endHold(inTx, communityId, holdId, { back: 'voided' })
          await insertPosting(inTx, {
            communityId,
            appId,
            id,
            reason: mergeAction,
            reference: null,
            tags: [],
          })
        },
        tell(inTx, changes) {
          const inventorySequence = changes[0]?.inventorySequence
          invariant(inventorySequence !== undefined, 'units that come back change what is available')
          return tellMerge(inTx, ctx, actor, merge, { state, reason, inventorySequence, changes })
        },
      }
    })
  }
