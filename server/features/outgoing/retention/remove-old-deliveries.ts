/**
 * Removes what was sent long enough ago, by whole months: attempts with what receivers answered first, deliveries and
 * their outcomes later. A month goes when its last day is old enough; one of which a delivery still waits stays, and all
 * after it. Doing it again finds nothing to do, so it may end anywhere. Events stay: the log is not ours alone.
 */
import { replayDaysMax } from '../../../../contracts/replays.ts'
import type { Context } from '../../../context.ts'
import { decisionTime } from '../../../platform/db/database.ts'
import { dropPartition, listEndedPartitions } from '../../../platform/db/partitions.store.ts'
import { deleteOutcomesBefore, isAnyWaiting, listSendingCommunities } from './retention.store.ts'

const dayMs = 86_400_000
const stepOutcomes = 500

export interface KeptDays {
  bodyDays: number
  metadataDays: number
}

export async function removeOldDeliveries(
  ctx: Pick<Context, 'db'>,
  { bodyDays, metadataDays }: KeptDays,
): Promise<void> {
  const now = (await decisionTime(ctx.db)).getTime()
  const before = (days: number) => new Date(now - days * dayMs)
  for (const { name } of await listEndedPartitions(ctx.db, 'outgoing_attempts', before(bodyDays))) {
    await dropPartition(ctx.db, name, async () => true)
  }
  // A replay of what was missed has to see what was planned.
  const deliveriesBefore = before(Math.max(metadataDays, replayDaysMax))
  for (const month of await listEndedPartitions(ctx.db, 'outgoing_deliveries', deliveriesBefore)) {
    const isGone = await dropPartition(
      ctx.db,
      month.name,
      async (tx) => !(await isAnyWaiting(tx, month.fromId, month.beforeId)),
    )
    if (!isGone) return
    await removeOutcomes(ctx, month.beforeId)
  }
}

/** In short commits, so that the horizon of the event log is never held back. */
async function removeOutcomes(ctx: Pick<Context, 'db'>, beforeId: string): Promise<void> {
  for (const communityId of await listSendingCommunities(ctx.db)) {
    while ((await deleteOutcomesBefore(ctx.db, communityId, beforeId, stepOutcomes)) === stepOutcomes);
  }
}
