/**
 * Ends what a test player has open with its game, and takes its units. Each step commits by itself and does nothing
 * where nothing is left, so that one which broke off is asked for again; under an Idempotency-Key all of it commits with
 * the answer. Each posting has a cause of its own either way.
 */
import { openMergeCountMax, openMergeStates } from '../../../../contracts/merges.ts'
import type { Context } from '../../../context.ts'
import type { Actor } from '../../actor.ts'
import type { AwaitedEvents } from '../../outgoing/index.ts'
import type { AppAddress } from '../apps/app.ts'
import { listHoldingRows } from '../inventory/holdings.store.ts'
import { answerMerge } from '../merges/answer-merge.ts'
import { listMergeRows } from '../merges/merges.store.ts'
import { listPeriodRows } from '../periods/periods.store.ts'
import { revokePeriod } from '../periods/revoke-period.ts'
import type { OrderClosers } from '../postings/order-closers.ts'
import { postUnits } from '../postings/post-units.ts'
import { resolveOperations } from '../postings/resolve-operations.ts'

const reason = 'The test player was reset'
/** As many as a posting takes at once. */
const operationsMax = 100

export async function emptyTestPlayer(
  ctx: Context,
  { awaited, closers }: { awaited: AwaitedEvents; closers: OrderClosers },
  player: Actor & { memberId: string },
  app: AppAddress,
): Promise<{ endedCount: number; unitCount: number }> {
  const { communityId } = app
  const { memberId } = player
  const filter = { states: openMergeStates, appId: app.appId, memberId }
  const merges = await listMergeRows(ctx.db, communityId, filter, { after: null, take: openMergeCountMax })
  for (const { id: mergeId } of merges) {
    await answerMerge(ctx, awaited, player, { communityId, mergeId }, 'rejected', reason)
  }
  const periods = await listActive(ctx, app, memberId)
  for (const { id: periodId } of periods) {
    await revokePeriod(ctx, player, { communityId, periodId }, reason)
  }
  return { endedCount: merges.length + periods.length, unitCount: await takeAll(ctx, closers, player, app) }
}

async function listActive(ctx: Pick<Context, 'db'>, app: AppAddress, memberId: string) {
  const filter = { memberId, appId: app.appId, state: 'active' as const }
  return listPeriodRows(ctx.db, app.communityId, filter, { after: null, take: 1000 })
}

async function takeAll(
  ctx: Context,
  closers: OrderClosers,
  player: Actor & { memberId: string },
  app: AppAddress,
): Promise<number> {
  const { memberId } = player
  let unitCount = 0
  let after: string | null = null
  for (;;) {
    const page = { after, take: operationsMax }
    const holdings = await listHoldingRows(ctx.db, { ...app, memberId }, { appId: app.appId }, page)
    const wanted = holdings
      .filter(({ available }) => available > 0)
      .map(({ item_id: itemId, key: tier, available: quantity }) => ({
        ...{ op: 'take' as const, memberId, itemId, tier, quantity },
      }))
    if (wanted.length > 0) {
      const operations = await resolveOperations(ctx.db, app, wanted)
      const order = { ...app, operations, reason, reference: null, tags: [], isDryRun: false }
      // The id of a request is the cause of one posting.
      await postUnits(ctx, closers, { ...player, requestId: ctx.ids.next() }, order)
    }
    unitCount += wanted.reduce((sum, { quantity }) => sum + quantity, 0)
    after = holdings.at(-1)?.tier_id ?? null
    if (after === null) return unitCount
  }
}
