/**
 * Ends what a test player has open with its game, and takes its units. Each step commits by itself and does nothing
 * where nothing is left, so that one which broke off is asked for again.
 */
import { openMergeCountMax, openMergeStates } from '../../../../contracts/merges.ts'
import type { Context } from '../../../context.ts'
import type { Actor } from '../../actor.ts'
import type { AwaitedEvents } from '../../outgoing/index.ts'
import type { AppAddress } from '../apps/app.ts'
import { readInventory } from '../inventory/get-inventory.ts'
import { answerMerge } from '../merges/answer-merge.ts'
import { listMergeRows } from '../merges/merges.store.ts'
import { listPeriodRows } from '../periods/periods.store.ts'
import { revokePeriod } from '../periods/revoke-period.ts'
import { postUnits } from '../postings/post-units.ts'
import { resolveOperations } from '../postings/resolve-operations.ts'

const reason = 'The test player was reset'
/** As many as a posting takes at once. */
const operationsMax = 100

export async function emptyTestPlayer(
  ctx: Context,
  awaited: AwaitedEvents,
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
  return { endedCount: merges.length + periods.length, unitCount: await takeAll(ctx, player, app) }
}

async function listActive(ctx: Pick<Context, 'db'>, app: AppAddress, memberId: string) {
  const filter = { memberId, appId: app.appId, state: 'active' as const }
  return listPeriodRows(ctx.db, app.communityId, filter, { after: null, take: 1000 })
}

async function takeAll(ctx: Context, player: Actor & { memberId: string }, app: AppAddress): Promise<number> {
  const { memberId } = player
  const { data } = await readInventory(ctx.db, { ...app, memberId })
  const wanted = data
    .filter(({ available }) => available > 0)
    .map(({ itemId, tier, available }) => ({
      ...{ op: 'take' as const, memberId, itemId, tier, quantity: available },
    }))
  for (let start = 0; start < wanted.length; start += operationsMax) {
    const operations = await resolveOperations(ctx.db, app, wanted.slice(start, start + operationsMax))
    const order = { ...app, operations, reason, reference: null, tags: [], isDryRun: false }
    // The id of a request is the cause of one posting.
    await postUnits(ctx, { ...player, requestId: ctx.ids.next() }, order)
  }
  return wanted.reduce((sum, { quantity }) => sum + quantity, 0)
}
