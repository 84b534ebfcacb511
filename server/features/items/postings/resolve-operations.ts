/** Finds the items, tiers, members and currencies that the operations of a posting name; refuses the first it cannot. */
import type { Operation } from '../../../../contracts/postings.ts'
import type { Queryable } from '../../../platform/db/database.ts'
import { listLivingAssetRows } from '../../ledger/index.ts'
import type { AppAddress } from '../apps/app.ts'
import { listItemsById } from '../catalog/items.store.ts'
import { shownTiers } from '../catalog/shown-tiers.ts'
import { listPlayers } from '../inventory/members.store.ts'
import type { UnitOperation } from './posting.ts'
import { refuseOperation } from './refuse-operation.ts'

export async function resolveOperations(
  db: Queryable,
  { communityId, appId }: AppAddress,
  operations: readonly Operation[],
): Promise<UnitOperation[]> {
  const itemIds = [...new Set(operations.flatMap((each) => (each.op === 'payout' ? [] : each.itemId)))]
  const memberIds = [
    ...new Set(operations.flatMap((each) => ('memberId' in each ? (each.memberId ?? []) : []))),
  ]
  const items = new Map((await listItemsById(db, communityId, itemIds)).map((item) => [item.id, item]))
  const tiers = await shownTiers(db, communityId, [...items.values()])
  const members = new Set((await listPlayers(db, communityId, memberIds)).map(({ id }) => id))
  const currencies = operations.some(({ op }) => op === 'payout')
    ? (await listLivingAssetRows(db, communityId)).map(({ code }) => code)
    : []
  return operations.map((operation, index) => {
    const refused = (refusal: 'not_found' | 'unknown_item' | 'asset_unknown', reason: string) =>
      refuseOperation({ index, refusal, reason })
    const memberId = 'memberId' in operation ? (operation.memberId ?? null) : null
    if (memberId !== null && !members.has(memberId)) return refused('not_found', 'names nobody here')
    if (operation.op === 'payout') {
      const { op, currency: asset, quantity } = operation
      // XP is earned by playing, and never paid.
      if (asset === 'xp' || !currencies.includes(asset)) return refused('asset_unknown', 'names no currency')
      return { op, memberId: operation.memberId, asset, quantity }
    }
    const item = items.get(operation.itemId)
    if (!item || item.app_id !== appId) return refused('unknown_item', 'names no item of this app')
    const own = tiers.filter((tier) => tier.item_id === item.id)
    const tier =
      operation.tier === undefined && own.length === 1
        ? own[0]
        : own.find(({ key }) => key === operation.tier)
    if (!tier) return refused('unknown_item', 'names no tier of the item, which has several')
    const { op, quantity } = operation
    const closesOrders = op === 'take' && operation.closeOrders
    return { op, memberId, item, tier, quantity, ...(closesOrders ? { closesOrders } : {}) } as UnitOperation
  })
}
