/** The SQL of reading inventories. */
import { sql } from 'kysely'
import type { ItemKind } from '../../../../contracts/items.ts'
import { type Queryable, rows } from '../../../platform/db/database.ts'

export interface TierOfAsset {
  app_id: string
  item_id: string
  tier_id: string
  key: string
  seconds: number | null
  uri: string | null
  asset: string
  item_uri: string
  name: string
  image_digest: Buffer | null
  tags: string[]
  kind: ItemKind
  tier_count: number
}

/** The tiers behind some assets, with what an inventory says of their items. */
export async function listTiersOfAssets(
  db: Queryable,
  communityId: string,
  assets: readonly string[],
): Promise<TierOfAsset[]> {
  return rows(
    db,
    sql<TierOfAsset>`
      select tier.app_id, tier.item_id, tier.id as tier_id, tier.key, tier.seconds, tier.uri, tier.asset,
             item.item_uri, item.name, item.image_digest, item.tags, item.kind,
             (select count(*) from items_tiers other
              where other.community_id = tier.community_id and other.item_id = tier.item_id) as tier_count
      from items_tiers tier
      join items_definitions item on item.community_id = tier.community_id and item.id = tier.item_id
      where tier.community_id = ${communityId} and tier.asset = any(${assets}::text[])`,
  )
}

export interface ChangeRow {
  id: string
  member_id: string
  app_id: string
  item_id: string
  item_uri: string
  uri: string | null
  key: string
  tier_count: number
  delta: number
  count_after: number
  owned_after: number
  sequence: number
  posting_id: string
  reason: string
  item_name: string
  created_at: Date
}

/** Whole postings only: of the last one either all changes or none. */
export async function listChangeRows(
  db: Queryable,
  { communityId, appId, memberId }: { communityId: string; appId: string; memberId: string },
  { after, limit, order }: { after: number | undefined; limit: number; order: 'oldest' | 'newest' },
): Promise<ChangeRow[]> {
  const isNewest = order === 'newest'
  const direction = isNewest ? sql`desc` : sql`asc`
  const isBehind = isNewest ? sql`sequence < ${after}` : sql`sequence > ${after}`
  return rows(
    db,
    sql<ChangeRow>`
      with numbered as (
        select sequence from items_changes
        where community_id = ${communityId} and app_id = ${appId} and member_id = ${memberId}
          ${after === undefined ? sql`` : sql`and ${isBehind}`}
        order by sequence ${direction} limit ${limit}
      )
      select change.id, change.member_id, change.app_id, tier.item_id, item.item_uri, tier.uri, tier.key,
             (select count(*) from items_tiers other
              where other.community_id = tier.community_id and other.item_id = tier.item_id) as tier_count,
             change.delta, change.count_after, change.owned_after, change.sequence, change.posting_id, change.reason,
             item.name as item_name, change.created_at
      from items_changes change
      join items_tiers tier on tier.community_id = change.community_id and tier.id = change.tier_id
      join items_definitions item on item.community_id = tier.community_id and item.id = tier.item_id
      where change.community_id = ${communityId} and change.app_id = ${appId} and change.member_id = ${memberId}
        and change.sequence between (select min(sequence) from numbered) and (select max(sequence) from numbered)
      order by change.sequence ${direction}, change.id`,
  )
}
