/**
 * Removes what was kept long enough, webhook by webhook: first bodies with their headers, later the receipts
 * themselves. What they changed is never touched, nor is a receipt that waits, that a repair covers which has not
 * ended, or that Catch shows.
 *
 * Each step is a short commit of its own, and doing it again finds nothing to do; so it may end anywhere. It hands the
 * rest to a next job soon, so that a stop of the server waits for seconds only.
 */
import { recentReceiptCount } from '../../../../contracts/receipts.ts'
import type { Retention } from '../../../../contracts/retention.ts'
import type { Context } from '../../../context.ts'
import { decisionTime, type Transaction } from '../../../platform/db/database.ts'
import { dropEmptyPartitions } from '../../../platform/db/partitions.store.ts'
import { idFloor } from '../../../platform/ids.ts'
import type { WebhookAddress } from '../webhooks/webhook.ts'
import { getRetention } from './get-retention.ts'
import {
  deleteReceipts,
  findOldestShown,
  findWebhookAfter,
  type KeptWebhookRow,
  lockBodies,
  moveBodiesRemoved,
  type RemovalResult,
  type RemovalStep,
  removeBodies,
} from './retention.store.ts'

export const removalJob = 'incoming.remove_old_receipts'

const stepReceiptsMax = 500
const jobMs = 5_000
const dayMs = 86_400_000

type RemovalContext = Pick<Context, 'db' | 'jobs' | 'inTransaction'>
type Remove = (tx: Transaction, step: RemovalStep) => Promise<RemovalResult | undefined>

export async function removeOldReceipts(
  ctx: RemovalContext,
  after: WebhookAddress | null,
  isTimeUp = timeUpAfter(jobMs),
): Promise<void> {
  const retention = await getRetention(ctx)
  const now = (await decisionTime(ctx.db)).getTime()
  let done = after
  for (;;) {
    const webhook = await findWebhookAfter(ctx.db, done)
    if (!webhook) break
    if (!(await removeOf(ctx, webhook, retention, now, isTimeUp))) {
      const rest = { after: done }
      return ctx.inTransaction((tx) => ctx.jobs.enqueue(tx, removalJob, rest))
    }
    done = { communityId: webhook.community_id, webhookId: webhook.id }
  }
  await dropEmptyPartitions(ctx.db, 'incoming_receipts', new Date(now - retention.metadataDays * dayMs))
}

function timeUpAfter(ms: number): () => boolean {
  const endMs = performance.now() + ms
  return () => performance.now() >= endMs
}

/** Answers whether the webhook is done, as opposed to the time being up. */
async function removeOf(
  ctx: RemovalContext,
  { community_id: communityId, id: webhookId, is_deleted, bodies_removed_through }: KeptWebhookRow,
  { bodyDays, metadataDays }: Retention,
  now: number,
  isTimeUp: () => boolean,
): Promise<boolean> {
  const address = { communityId, webhookId }
  const shown = is_deleted ? undefined : await findOldestShown(ctx.db, address, recentReceiptCount)
  if (!is_deleted && shown === undefined) return true
  const border = (days: number) => earlierOf(idFloor(now - days * dayMs), shown)

  const first = { ...address, afterId: bodies_removed_through ?? idFloor(0), beforeId: border(bodyDays) }
  const bodies: Remove = async (tx, step) => {
    const result = await removeBodies(tx, step, bodyDays)
    // Only while nothing was held back before: what was is looked at again the next night.
    const isUnbroken = step.afterId === first.afterId
    if (isUnbroken && result?.through_id) {
      await moveBodiesRemoved(tx, address, result.through_id)
      first.afterId = result.through_id
    }
    return result
  }
  return (
    (await walk(ctx, { ...first }, bodies, isTimeUp)) &&
    (await walk(
      ctx,
      { ...address, afterId: idFloor(0), beforeId: border(metadataDays) },
      deleteReceipts,
      isTimeUp,
    ))
  )
}

const earlierOf = (one: string, other: string | undefined) =>
  other !== undefined && other < one ? other : one

/** Step by step from the one id to the other. */
async function walk(
  ctx: RemovalContext,
  range: Omit<RemovalStep, 'count'>,
  remove: Remove,
  isTimeUp: () => boolean,
): Promise<boolean> {
  let { afterId } = range
  for (;;) {
    if (isTimeUp()) return false
    const step = { ...range, afterId, count: stepReceiptsMax }
    const result = await ctx.inTransaction(async (tx) => {
      await lockBodies(tx, range)
      return remove(tx, step)
    })
    if (!result?.last_id || result.seen < stepReceiptsMax) return true
    afterId = result.last_id
  }
}
