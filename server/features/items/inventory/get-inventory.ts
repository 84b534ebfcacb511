/** What a member holds: balances of the ledger, in the words of the catalog. One snapshot, so that all of it agrees. */
import { createHash } from 'node:crypto'
import { holdingCountMax, type Inventory } from '../../../../contracts/inventory.ts'
import type { ItemKind } from '../../../../contracts/items.ts'
import type { Context } from '../../../context.ts'
import { inSnapshot, type Queryable } from '../../../platform/db/database.ts'
import { refuse } from '../../../platform/refusal.ts'
import { requirePermissionOrSelf } from '../../access/index.ts'
import type { Actor } from '../../actor.ts'
import { isItemAsset, listBalanceRows, listHeldRows } from '../../ledger/index.ts'
import { requireOwnApp } from '../apps/app-reach.ts'
import { listActiveRows } from '../periods/periods.store.ts'
import { listSequences } from '../postings/inventories.store.ts'
import { listTradeHolds } from '../postings/trade-holds.store.ts'
import { holdingsOf } from './holdings.rules.ts'
import { listTiersOfAssets } from './inventory.store.ts'
import { isPlayerThere } from './members.store.ts'

export interface InventoryRequest {
  communityId: string
  memberId: string
  appId?: string | undefined
  kind?: ItemKind | undefined
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
  request: InventoryRequest,
): Promise<{ inventory: Inventory; etag: string }> {
  const appId = reachedApp(actor, request)
  const { communityId, memberId, kind } = request
  if (!(await isPlayerThere(ctx.db, communityId, memberId)))
    return refuse('not_found', 'Nobody here has this id.')
  return inSnapshot(ctx.db, async (db) => {
    const inventory = await readInventory(db, { communityId, memberId, appId })
    const data = kind === undefined ? inventory.data : inventory.data.filter((each) => each.kind === kind)
    return { inventory: { ...inventory, data }, etag: etagOf(inventory) }
  })
}

/** Read it in one snapshot: the counts are those of the sequence. */
export async function readInventory(
  db: Queryable,
  { communityId, memberId, appId }: Omit<InventoryRequest, 'kind'>,
): Promise<Inventory> {
  const sequences = await listSequences(db, communityId, memberId, appId)
  const balances = (await listBalanceRows(db, communityId, [memberId])).filter(({ asset }) =>
    isItemAsset(asset),
  )
  const held = (await listHeldRows(db, communityId, [memberId])).filter(({ asset }) => isItemAsset(asset))
  const tradeHolds = await listTradeHolds(db, communityId, memberId)
  const active = await listActiveRows(
    db,
    { communityId, memberId, ...(appId ? { appId } : {}) },
    holdingCountMax,
  )
  const assets = [...new Set([...balances, ...held].map(({ asset }) => asset))]
  const tiers = await listTiersOfAssets(db, communityId, assets)
  const data = holdingsOf({
    tiers: tiers.filter((tier) => appId === undefined || tier.app_id === appId),
    available: new Map(balances.map(({ asset, amount }) => [asset, amount])),
    held,
    tradeHolds,
    activeUntil: new Map(active.map(({ item_id, expires_at }) => [item_id, expires_at])),
  })
  const apps = sequences.map((row) => ({
    appId: row.app_id,
    title: row.title,
    inventorySequence: row.inventory_sequence,
  }))
  return { data, apps }
}

/** Active time ends without any unit moving. */
function etagOf({ apps, data }: Inventory): string {
  const counted = apps.map(({ appId, inventorySequence }) => `${appId} ${inventorySequence}`)
  const active = data.flatMap(({ itemId, activeUntil }) => (activeUntil ? [`${itemId} ${activeUntil}`] : []))
  const text = [...counted, ...active].join('\n')
  return `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`
}
