/** The SQL of tiers. */
import { sql } from 'kysely'
import {
  firstRow,
  prepared,
  type Queryable,
  rows,
  run,
  type Transaction,
} from '../../../platform/db/database.ts'
import type { TierRow } from './item.ts'

const listStatement = prepared<TierRow>(
  'items_list_tiers',
  `select id, item_id, key, seconds, uri, asset from items_tiers
   where community_id = $1 and item_id = any($2::uuid[]) order by id`,
)

/** In the order in which they were added. */
export async function listTiers(
  db: Queryable,
  communityId: string,
  itemIds: readonly string[],
): Promise<TierRow[]> {
  return run(db, listStatement, [communityId, itemIds])
}

export async function countAssets(db: Queryable, communityId: string, appId: string): Promise<number> {
  const row = await firstRow(
    db,
    sql<{ count: number }>`
      select count(*) as count from items_tiers where community_id = ${communityId} and app_id = ${appId}`,
  )
  return row?.count ?? 0
}

export interface NewTierRow {
  communityId: string
  id: string
  appId: string
  itemId: string
  key: string
  seconds: number | null
  uri: string | null
  uriDigest: Buffer | null
  asset: string
}

export async function insertTier(tx: Transaction, tier: NewTierRow): Promise<void> {
  await sql`
    insert into items_tiers (community_id, id, app_id, item_id, key, seconds, uri, uri_digest, asset)
    values (${tier.communityId}, ${tier.id}, ${tier.appId}, ${tier.itemId}, ${tier.key}, ${tier.seconds}, ${tier.uri},
            ${tier.uriDigest}, ${tier.asset})`.execute(tx)
}

export async function updateTier(
  tx: Transaction,
  communityId: string,
  id: string,
  tier: { seconds: number | null; uri: string | null; uriDigest: Buffer | null },
): Promise<void> {
  await sql`
    update items_tiers set seconds = ${tier.seconds}, uri = ${tier.uri}, uri_digest = ${tier.uriDigest}
    where community_id = ${communityId} and id = ${id}`.execute(tx)
}

export async function deleteTier(tx: Transaction, communityId: string, id: string): Promise<void> {
  await sql`delete from items_tiers where community_id = ${communityId} and id = ${id}`.execute(tx)
}

/** What the wire says of this app has changed, though no unit moved. */
export async function raiseFaceVersion(tx: Transaction, communityId: string, appId: string): Promise<void> {
  await sql`
    update items_apps set face_version = face_version + 1
    where community_id = ${communityId} and id = ${appId}`.execute(tx)
}

/** Of one app, those whose own address has one of these digests. */
export async function listTiersByUri(
  db: Queryable,
  communityId: string,
  appId: string,
  uriDigests: readonly Buffer[],
): Promise<{ id: string; item_id: string; uri_digest: Buffer }[]> {
  return rows(
    db,
    sql<{ id: string; item_id: string; uri_digest: Buffer }>`
      select id, item_id, uri_digest from items_tiers
      where community_id = ${communityId} and app_id = ${appId} and uri_digest = any(${uriDigests}::bytea[])`,
  )
}

export async function listAssetsOfApp(db: Queryable, communityId: string, appId: string): Promise<string[]> {
  const found = await rows(
    db,
    sql<{ asset: string }>`
      select asset from items_tiers where community_id = ${communityId} and app_id = ${appId}`,
  )
  return found.map(({ asset }) => asset)
}
