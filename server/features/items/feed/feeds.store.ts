/** The SQL of bookmarks. */
import { sql } from 'kysely'
import { firstRow, type Queryable, type Transaction } from '../../../platform/db/database.ts'
import type { Position } from '../../../platform/events/reader.ts'
import type { AppAddress } from '../apps/app.ts'

export interface FeedRow {
  acknowledged_id: string | null
  /** Of the bookmark. */
  xid: string | null
  sequence: number | null
}

export async function findFeed(
  db: Queryable,
  { communityId, appId }: AppAddress,
): Promise<FeedRow | undefined> {
  return firstRow(
    db,
    sql<FeedRow>`
      select acknowledged_id, acknowledged_xid::text as xid, acknowledged_sequence as sequence from items_feeds
      where community_id = ${communityId} and app_id = ${appId}`,
  )
}

export async function insertFeed(tx: Transaction, { communityId, appId }: AppAddress): Promise<void> {
  await sql`
    insert into items_feeds (community_id, app_id) values (${communityId}, ${appId}) on conflict do nothing`.execute(
    tx,
  )
}

/** Only forward: an older event changes nothing. */
export async function updateBookmark(
  tx: Transaction,
  { communityId, appId }: AppAddress,
  eventId: string,
  { xid, sequence }: Position,
): Promise<void> {
  await sql`
    update items_feeds
    set acknowledged_id = ${eventId}, acknowledged_xid = ${xid}::xid8, acknowledged_sequence = ${sequence}
    where community_id = ${communityId} and app_id = ${appId}
      and (acknowledged_xid is null
        or (acknowledged_xid, acknowledged_sequence) < (${xid}::xid8, ${sequence}::bigint))`.execute(tx)
}
