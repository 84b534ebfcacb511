/**
 * Gives back what remains of the holds whose time is over, a batch in each transaction. A hold
 * whose holder has no room for it (a balance ends at 2^53-1) stays pending, and over, until there is.
 */
import type { Context } from '../../../context.ts'
import { postIn } from '../post-in.ts'
import type { Posting } from '../posting.ts'
import { releaseHold } from './holds.rules.ts'
import { type HoldRow, lockExpiredHolds, updateHold } from './holds.store.ts'
import { heldAmount } from './holds.views.ts'

const batchHoldsMax = 200

/** Answers how many have expired. */
export async function expireHolds(ctx: Pick<Context, 'ids' | 'events' | 'inTransaction'>): Promise<number> {
  let total = 0
  for (;;) {
    const count = await expireBatch(ctx)
    total += count
    if (count < batchHoldsMax) return total
  }
}

/** One batch; answers how many have expired. */
export async function expireBatch(ctx: Pick<Context, 'ids' | 'events' | 'inTransaction'>): Promise<number> {
  return ctx.inTransaction(async (tx) => {
    const due = await lockExpiredHolds(tx, batchHoldsMax)
    const steps = due.map((row) => ({ row, ...releaseHold(heldAmount(row), 'expired') }))
    const outcomes = await postIn(
      ctx,
      tx,
      steps.map(({ row, transfers }) => expiryOf(row, transfers)),
    )
    const ended = steps.filter((_step, index) => outcomes[index]?.isPosted)
    for (const { row, after } of ended) await updateHold(tx, row.community_id, row.id, after)
    return ended.length
  })
}

function expiryOf(row: HoldRow, transfers: Posting['transfers']): Posting {
  return {
    communityId: row.community_id,
    cause: { kind: 'expiry', id: row.id },
    action: row.purpose,
    actor: { kind: 'system', id: null, label: 'Expired' },
    transfers,
  }
}
