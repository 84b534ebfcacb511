/**
 * Writes down and tells which available counts a posting changed, under the next number of each member; and writes down
 * what the postings `before` it in the same transaction changed, which are told elsewhere.
 */
import type { ItemChange } from '../../../../contracts/inventory.ts'
import type { Context } from '../../../context.ts'
import type { Transaction } from '../../../platform/db/database.ts'
import type { NewEvent } from '../../../platform/events/events.ts'
import { type Actor, recordedActor } from '../../actor.ts'
import { publishSnapshots } from '../inventory/publish-snapshots.ts'
import { insertChanges, saveCounters } from './inventories.store.ts'
import type { ToldChange, UnitOrder } from './posting.ts'

export async function announceUnits(
  tx: Transaction,
  ctx: Pick<Context, 'events'>,
  actor: Actor,
  { communityId, appId, reason, reference }: UnitOrder,
  postingId: string,
  { before, told }: { before: readonly ToldChange[]; told: readonly ToldChange[] },
): Promise<void> {
  const all = [...before, ...told]
  const memberIds = [...new Set(told.map(({ change }) => change.memberId))]
  await saveCounters(tx, communityId, lastNumbers(appId, all))
  await insertChanges(
    tx,
    all.map(({ tierId, change }) => ({
      ...{ communityId, appId, tierId, postingId: change.postingId, reason: change.reason },
      ...{ id: change.changeId, memberId: change.memberId, sequence: change.inventorySequence },
      ...{ delta: change.delta, countAfter: change.countAfter, ownedAfter: change.ownedAfter },
    })),
  )
  const ofMember = new Map(memberIds.map((memberId) => [memberId, [] as ItemChange[]]))
  for (const { change } of told) ofMember.get(change.memberId)?.push(change)
  const events = [...ofMember].flatMap(([memberId, own]): NewEvent[] => {
    return (['item.granted', 'item.taken'] as const).flatMap((type) => {
      const changes = own.filter(({ delta }) => (type === 'item.granted' ? delta > 0 : delta < 0))
      if (changes.length === 0) return []
      const payload = { postingId, appId, memberId, reason, reference, changes }
      return [
        {
          ...{ communityId, type, subjectId: memberId, payload },
          ...{ actor: recordedActor(actor), cause: { kind: 'request' as const, id: postingId } },
        },
      ]
    })
  })
  await ctx.events.publishAll(tx, events)
  // Also of what went in and out again: one snapshot tells of all that was committed at once.
  const permanent = all.filter(({ kind }) => kind === 'permanent').map(({ change }) => change.memberId)
  await publishSnapshots(tx, ctx, actor, { communityId, appId }, postingId, [...new Set(permanent)])
}

/** How far the counter of each member has come. */
function lastNumbers(appId: string, told: readonly ToldChange[]) {
  const last = new Map<string, number>()
  for (const { memberId, inventorySequence } of told.map(({ change }) => change))
    last.set(memberId, Math.max(last.get(memberId) ?? 0, inventorySequence))
  return [...last].map(([memberId, sequence]) => ({ appId, memberId, sequence }))
}
