/** The SQL of traded tiers. Only the settings that trade asks for are read: attributes may be long. */
import { prepared, type Queryable, run, type Transaction } from '../../../platform/db/database.ts'
import type { TradedTier } from './traded-tier.ts'

const select = `
  select app.id as app_id, app.title as app_title, app.state as app_state,
         item.id as item_id, item.item_uri, item.name as item_name, item.kind as item_kind, item.state as item_state,
         item.frozen_at, item.image_digest, item.attributes_digest, tier.id as tier_id, tier.key as tier_key, tier.uri as tier_uri,
         (select count(*) from items_tiers other
          where other.community_id = tier.community_id and other.item_id = tier.item_id) as tier_count,
         tier.asset,
         (item.settings ->> 'isMarketable')::boolean as is_marketable,
         (item.settings ->> 'isMintable')::boolean as is_mintable,
         (item.settings ->> 'maxPerMember')::bigint as max_per_member,
         (item.settings ->> 'supplyCap')::bigint as supply_cap, item.settings ->> 'capCounts' as cap_counts,
         (item.settings ->> 'royaltyBps')::int as royalty_bps,
         item.settings -> 'royaltyReceiver' as royalty_receiver,
         item.settings -> 'currencies' as currencies,
         (item.settings -> 'tradeHoldS' ->> 'purchase')::int as purchase_hold_s
  from items_tiers tier
  join items_apps app on app.community_id = tier.community_id and app.id = tier.app_id and app.archived_at is null
  join items_definitions item on item.community_id = tier.community_id and item.id = tier.item_id`

const shareStatement = prepared<TradedTier>(
  'items_share_traded',
  `${select} where tier.community_id = $1 and tier.id = any($2::uuid[])
   order by app.id, item.id for share of app, item`,
)

/** The app and then the item are shared: whoever suspends, freezes or retires them waits for what is being traded. */
export async function shareTraded(
  tx: Transaction,
  communityId: string,
  tierId: string,
): Promise<TradedTier | undefined> {
  return (await shareTradedOf(tx, communityId, [tierId]))[0]
}

/** Of several, in one order. */
export async function shareTradedOf(
  tx: Transaction,
  communityId: string,
  tierIds: readonly string[],
): Promise<TradedTier[]> {
  return run(tx, shareStatement, [communityId, tierIds])
}

const lockStatement = prepared<TradedTier>(
  'items_lock_traded',
  `${select} where tier.community_id = $1 and tier.id = $2 for share of app for update of item`,
)

/** The same, with the item to itself: whoever issues of an item with a cap takes turns. */
export async function lockTraded(
  tx: Transaction,
  communityId: string,
  tierId: string,
): Promise<TradedTier | undefined> {
  const [row] = await run(tx, lockStatement, [communityId, tierId])
  return row
}

const listStatement = prepared<TradedTier>(
  'items_list_traded',
  `${select} where tier.community_id = $1 and tier.item_id = $2 order by tier.id`,
)

/** The tiers of one item, without a lock. */
export async function listTraded(db: Queryable, communityId: string, itemId: string): Promise<TradedTier[]> {
  return run(db, listStatement, [communityId, itemId])
}
