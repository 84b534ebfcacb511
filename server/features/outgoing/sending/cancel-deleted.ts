/** Cancels what waits for endpoints that were deleted, some rows at a time. */
import type { Context } from '../../../context.ts'
import { inTransaction } from '../../../platform/db/database.ts'
import { deleteWaitingOfDeleted, lowerBacklogs } from '../queue/cancel.store.ts'

const stepRows = 500

/** Answers how many were canceled. */
export async function cancelDeleted(ctx: Pick<Context, 'db'>): Promise<number> {
  return inTransaction(ctx.db, async (tx) => {
    const canceled = await deleteWaitingOfDeleted(tx, stepRows)
    await lowerBacklogs(tx, canceled)
    return canceled.length
  })
}
