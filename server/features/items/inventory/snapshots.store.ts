/** The SQL of snapshots: whether a webhook is there to be told, what it has taken, and what changed since. */
import { sql } from 'kysely'
import { firstRow, rows, type Transaction } from '../../../platform/db/database.ts'
import type { AppAddress } from '../apps/app.ts'

export async function findWebhookId(
  tx: Transaction,
  { communityId, appId }: AppAddress,
): Promise<string | undefined> {
  const row = await firstRow(
    tx,
    sql<{ endpoint_id: string }>`
      select endpoint_id from outgoing_app_endpoints_view
      where community_id = ${communityId} and app_id = ${appId}`,
  )
  return row?.endpoint_id
}

export interface MemberOfApp extends AppAddress {
  memberId: string
}

/**
 * Behind which change everything has to be told: the last snapshot if all its parts arrived, or what that one was made
 * against. An event has one delivery at an endpoint, so as many successes as parts are all of them.
 */
export async function findBase(
  tx: Transaction,
  { communityId, appId, memberId }: MemberOfApp,
  endpointId: string,
): Promise<number> {
  const row = await firstRow(
    tx,
    sql<{ base: number }>`
      select case when cardinality(snapshot.event_ids) = (
               select count(*) from outgoing_snapshots_view told
               where told.community_id = snapshot.community_id and told.event_id = any(snapshot.event_ids)
                 and told.endpoint_id = ${endpointId} and told.status = 'success')
             then snapshot.sequence else snapshot.base_sequence end as base
      from items_snapshots snapshot
      where snapshot.community_id = ${communityId} and snapshot.app_id = ${appId}
        and snapshot.member_id = ${memberId}`,
  )
  return row?.base ?? 0
}

export interface SnapshotRow {
  /** Of its parts, in their order. */
  event_ids: string[]
  base_sequence: number
  sequence: number
}

export async function findSnapshot(
  tx: Transaction,
  { communityId, appId, memberId }: MemberOfApp,
): Promise<SnapshotRow | undefined> {
  return firstRow(
    tx,
    sql<SnapshotRow>`
      select event_ids, base_sequence, sequence from items_snapshots
      where community_id = ${communityId} and app_id = ${appId} and member_id = ${memberId}`,
  )
}

export interface CountRow {
  /** A permanent item has one tier, which is named as the item is. */
  item_uri: string
  count: number
  /** Of its last change. */
  sequence: number
}

/**
 * Permanent items that changed behind the base, each with its last count, and with `keeps` those with units that did not;
 * in the order of their addresses.
 */
export async function listCounts(
  tx: Transaction,
  { communityId, appId, memberId }: MemberOfApp,
  base: number,
  { keeps }: { keeps: boolean },
): Promise<CountRow[]> {
  return rows(
    tx,
    sql<CountRow>`
      select item.item_uri, last.count_after as count, last.sequence
      from (
        select distinct on (tier_id) tier_id, count_after, sequence from items_changes
        where community_id = ${communityId} and app_id = ${appId} and member_id = ${memberId}
          and sequence > ${keeps ? 0 : base}
        order by tier_id, sequence desc
      ) last
      join items_tiers tier on tier.community_id = ${communityId} and tier.id = last.tier_id
      join items_definitions item on item.community_id = tier.community_id and item.id = tier.item_id
      where item.kind = 'permanent' and (last.sequence > ${base} or last.count_after > 0)
      order by item.item_uri collate "C"`,
  )
}

export async function upsertSnapshot(
  tx: Transaction,
  { communityId, appId, memberId }: MemberOfApp,
  snapshot: { eventIds: readonly string[]; base: number; sequence: number },
): Promise<void> {
  await sql`
    insert into items_snapshots (community_id, app_id, member_id, event_ids, base_sequence, sequence)
    values (${communityId}, ${appId}, ${memberId}, ${snapshot.eventIds}::uuid[], ${snapshot.base}, ${snapshot.sequence})
    on conflict (community_id, app_id, member_id)
    do update set event_ids = excluded.event_ids, base_sequence = excluded.base_sequence,
                  sequence = excluded.sequence`.execute(tx)
}
