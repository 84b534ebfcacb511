/** The SQL of what members hold: balances of the ledger with the tiers and items behind them. */
import { type RawBuilder, sql } from 'kysely'
import type { ItemKind } from '../../../../contracts/items.ts'
import { type Queryable, rows } from '../../../platform/db/database.ts'
import type { Keyset } from '../../../platform/db/keyset.ts'
import { itemAsset } from '../../ledger/index.ts'
import type { TierOfAsset } from './inventory.store.ts'

export interface HoldingRow extends TierOfAsset {
  available: number
}

interface Holder {
  communityId: string
  memberId: string
}

export interface HoldingFilter {
  appId?: string | undefined
  itemId?: string | undefined
  kind?: ItemKind | undefined
  tag?: string | undefined
  q?: string | undefined
}

/**
 * By their tiers, newest first. Somebody may hold something of ten thousand tiers, and a page shall read no more of them
 * than it shows: so balances are walked in the order of the key, which names the tier, and each is joined to what belongs
 * to it, by the one index that finds it. `offset 0` and `limit 1` keep the planner from another order of the joins and from
 * other indexes, which it takes while it does not know how much there is.
 *
 * Balances of nothing stay in the ledger; they are skipped unless the units are held.
 */
export async function listHoldingRows(
  db: Queryable,
  { communityId, memberId }: Holder,
  { appId, itemId, kind, tag, q }: HoldingFilter,
  { after, take }: Pick<Keyset, 'after' | 'take'>,
): Promise<HoldingRow[]> {
  return rows(
    db,
    sql<HoldingRow>`
      select holding.amount as available, tier.app_id, tier.item_id, tier.id as tier_id, tier.key, tier.seconds,
             tier.uri, holding.asset, item.item_uri, item.name, item.image_digest, item.tags,
             item.kind, ${tierCount(communityId)} as tier_count
      from (
        select community_id, asset, amount from ${itemId ? balancesOfItem(communityId, memberId, itemId) : balances} balance
        where community_id = ${communityId} and holder_id = ${memberId} and asset >= ${itemAsset('')}
          ${after ? sql`and asset < ${itemAsset(after)}` : sql``}
          and (amount > 0 or (
            select true from ledger_held_view
            where community_id = ${communityId} and holder_id = ${memberId} and asset = balance.asset limit 1))
        order by asset desc offset 0
      ) holding
      cross join lateral (
        select * from items_tiers where community_id = ${communityId} and asset = holding.asset limit 1
      ) tier
      cross join lateral (
        select * from items_definitions where community_id = ${communityId} and id = tier.item_id limit 1
      ) item
      where true
        ${appId ? sql`and tier.app_id = ${appId}` : sql``}
        ${kind ? sql`and item.kind = ${kind}` : sql``}
        ${tag ? sql`and ${tag} = any(item.tags)` : sql``}
        ${q ? sql`and position(lower(${q}::text) in lower(item.name)) > 0` : sql``}
      order by holding.asset desc limit ${take}`,
  )
}

const tierCount = (communityId: string) => sql`(
  select count(*) from items_tiers other where other.community_id = ${communityId} and other.item_id = tier.item_id)`

const balances = sql`ledger_holdings_view`

/** By its tiers, each of which has one balance: of all that is held no more is read. */
const balancesOfItem = (communityId: string, memberId: string, itemId: string): RawBuilder<unknown> => sql`(
  select holding.* from items_tiers tier
  cross join lateral (
    select * from ledger_holdings_view
    where community_id = ${communityId} and holder_id = ${memberId} and asset = tier.asset limit 1
  ) holding
  where tier.community_id = ${communityId} and tier.item_id = ${itemId})`

export interface AvailableRow {
  uri: string | null
  key: string
  tier_count: number
  seconds: number | null
  item_uri: string
  kind: ItemKind
  available: number
}

/** All that is available of a member in one app, in no order. */
export async function listAvailableRows(
  db: Queryable,
  { communityId, memberId, appId }: Holder & { appId: string },
): Promise<AvailableRow[]> {
  return rows(
    db,
    sql<AvailableRow>`
      select tier.uri, tier.key, ${tierCount(communityId)} as tier_count, tier.seconds, item.item_uri, item.kind,
             holding.amount as available
      from ledger_holdings_view holding
      join items_tiers tier on tier.community_id = holding.community_id and tier.asset = holding.asset
      join items_definitions item on item.community_id = tier.community_id and item.id = tier.item_id
      where holding.community_id = ${communityId} and holding.holder_id = ${memberId} and holding.amount > 0
        and tier.app_id = ${appId}`,
  )
}
