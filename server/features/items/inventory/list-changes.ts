/** The changes of what a member holds in one app, in the order of their numbers or against it, none left out. */
import type { changeOrders, InventoryChange } from '../../../../contracts/inventory.ts'
import type { Context } from '../../../context.ts'
import { inSnapshot } from '../../../platform/db/database.ts'
import { refuse } from '../../../platform/refusal.ts'
import type { Actor } from '../../actor.ts'
import { shownTierUri } from '../catalog/item-uri.rules.ts'
import { listSequences } from '../postings/inventories.store.ts'
import { reachedApp } from './get-inventory.ts'
import { type ChangeRow, listChangeRows } from './inventory.store.ts'
import { isPlayerThere } from './members.store.ts'

export interface ChangesRequest {
  communityId: string
  memberId: string
  appId: string
  order?: (typeof changeOrders)[number] | undefined
  /** The last number that was read. */
  after?: number | undefined
  limit?: number | undefined
}

export async function listInventoryChanges(
  ctx: Pick<Context, 'db'>,
  actor: Actor,
  request: ChangesRequest,
): Promise<{ data: InventoryChange[]; inventorySequence: number }> {
  reachedApp(actor, request)
  const { communityId, memberId, appId, after, limit = 50, order = 'oldest' } = request
  if (!(await isPlayerThere(ctx.db, communityId, memberId)))
    return refuse('not_found', 'Nobody here has this id.')
  return inSnapshot(ctx.db, async (db) => {
    const [inventory] = await listSequences(db, communityId, memberId, appId)
    const found = await listChangeRows(db, { communityId, appId, memberId }, { after, limit, order })
    return { data: found.map(viewChange), inventorySequence: inventory?.inventory_sequence ?? 0 }
  })
}

function viewChange(row: ChangeRow): InventoryChange {
  return {
    changeId: row.id,
    memberId: row.member_id,
    appId: row.app_id,
    itemId: row.item_id,
    itemUri: shownTierUri(row.item_uri, row, row.tier_count),
    tier: row.key,
    delta: row.delta,
    countAfter: row.count_after,
    ownedAfter: row.owned_after,
    inventorySequence: row.sequence,
    postingId: row.posting_id,
    reason: row.reason,
    itemName: row.item_name,
    at: row.created_at.toISOString(),
  }
}
