/** What a member holds, page by page: balances of the ledger, in the words of the catalog. Each page is of one moment. */
import { createHash } from 'node:crypto'
import type { Inventory } from '../../../../contracts/inventory.ts'
import type { ItemKind } from '../../../../contracts/items.ts'
import type { Context } from '../../../context.ts'
import { inSnapshot } from '../../../platform/db/database.ts'
import { type PageRequest, pageFrom, readKeyset } from '../../../platform/db/keyset.ts'
import { refuse } from '../../../platform/refusal.ts'
import { requirePermissionOrSelf } from '../../access/index.ts'
import type { Actor } from '../../actor.ts'
import { listHeldRows } from '../../ledger/index.ts'
import { requireOwnApp } from '../apps/app-reach.ts'
import { listActiveOf } from '../periods/periods.store.ts'
import { listSequences } from '../postings/inventories.store.ts'
import { listTradeHoldsOf } from '../postings/trade-holds.store.ts'
import { holdingsOf } from './holdings.rules.ts'
import { listHoldingRows } from './holdings.store.ts'
import { isPlayerThere } from './members.store.ts'

export interface InventoryRequest extends PageRequest {
  communityId: string
  memberId: string
  appId?: string | undefined
  itemId?: string | undefined
  kind?: ItemKind | undefined
  tag?: string | undefined
  q?: string | undefined
}

/** Members see what is theirs, staff that of others, a key of an app what lies in its app. */
export function reachedApp(
  actor: Actor,
  { memberId, appId }: Pick<InventoryRequest, 'memberId' | 'appId'>,
): string | undefined {
  if (actor.app === null) requirePermissionOrSelf(actor, 'view_members', memberId)
  if (appId !== undefined) requireOwnApp(actor, appId, 'There is no such app.')
  return actor.app?.appId ?? appId
}

export async function getInventory(
  ctx: Pick<Context, 'db'>,
  actor: Actor,
  { limit, cursor, communityId, memberId, ...asked }: InventoryRequest,
): Promise<{ inventory: Inventory; etag: string }> {
  const filter = { ...asked, appId: reachedApp(actor, { ...asked, memberId }) }
  const keyset = readKeyset({ limit, cursor }, { list: 'inventory', communityId, memberId, ...filter })
  if (!(await isPlayerThere(ctx.db, communityId, memberId)))
    return refuse('not_found', 'Nobody here has this id.')
  // The counts are those of the sequences.
  return inSnapshot(ctx.db, async (db) => {
    const sequences = await listSequences(db, communityId, memberId, filter.appId)
    const found = await listHoldingRows(db, { communityId, memberId }, filter, keyset)
    const { data: tiers, page } = pageFrom(
      found,
      keyset,
      (row) => row.tier_id,
      (row) => row,
    )
    const assets = tiers.map(({ asset }) => asset)
    const ids = { tiers: tiers.map(({ tier_id }) => tier_id), items: tiers.map(({ item_id }) => item_id) }
    const active = await listActiveOf(db, { communityId, memberId }, ids.items)
    const data = holdingsOf({
      communityId,
      tiers,
      held: await listHeldRows(db, communityId, [memberId], assets),
      tradeHolds: await listTradeHoldsOf(db, { communityId, memberId }, ids.tiers),
      activeUntil: new Map(active.map(({ item_id, expires_at }) => [item_id, expires_at])),
    })
    const apps = sequences.map((row) => ({
      appId: row.app_id,
      title: row.title,
      inventorySequence: row.inventory_sequence,
    }))
    const inventory = { data, page, apps }
    return { inventory, etag: etagOf(inventory) }
  })
}

/** Active time ends without any unit moving, and a change of the catalog may put other holdings on a page. */
function etagOf({ apps, data }: Inventory): string {
  const counted = apps.map(({ appId, inventorySequence }) => `${appId} ${inventorySequence}`)
  const shown = data.map(
    ({ itemId, tier, activeUntil, picture }) => `${itemId} ${tier} ${activeUntil} ${picture}`,
  )
  const text = [...counted, ...shown].join('\n')
  return `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`
}
