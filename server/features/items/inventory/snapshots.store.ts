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

/** Behind which change everything has to be told: the last snapshot if it arrived, or what that one was made against. */
export async function findBase(
  tx: Transaction,
  { communityId, appId, memberId }: MemberOfApp,
  endpointId: string,
): Promise<number> {
  const row = await firstRow(
    tx,
    sql<{ base: number }>`
      select case when told.status = 'success' then snapshot.sequence else snapshot.base_sequence end as base
      from items_snapshots snapshot
      left join outgoing_snapshots_view told
        on told.community_id = snapshot.community_id and told.event_id = snapshot.event_id
        and told.endpoint_id = ${endpointId}
      where snapshot.community_id = ${communityId} and snapshot.app_id = ${appId}
        and snapshot.member_id = ${memberId}`,
  )
  return row?.base ?? 0
}

export async function findSnapshot(
  tx: Transaction,
  { communityId, appId, memberId }: MemberOfApp,
): Promise<{ event_id: string; base_sequence: number; sequence: number } | undefined> {
  return firstRow(
    tx,
    sql<{ event_id: string; base_sequence: number; sequence: number }>`
      select event_id, base_sequence, sequence from items_snapshots
      where community_id = ${communityId} and app_id = ${appId} and member_id = ${memberId}`,
  )
}

export interface ChangedCount {
  /** A permanent item has one tier, which is named as the item is. */
  item_uri: string
  count: number
  sequence: number
}

/** Permanent items that changed behind the base, each with its last count; those that changed first come first. */
export async function listChangedCounts(
  tx: Transaction,
  { communityId, appId, memberId }: MemberOfApp,
  base: number,
  limit: number,
): Promise<ChangedCount[]> {
  return rows(
    tx,
    sql<ChangedCount>`
      select item.item_uri, last.count_after as count, last.sequence
      from (
        select distinct on (tier_id) tier_id, count_after, sequence from items_changes
        where community_id = ${communityId} and app_id = ${appId} and member_id = ${memberId}
          and sequence > ${base}
        order by tier_id, sequence desc
      ) last
      join items_tiers tier on tier.community_id = ${communityId} and tier.id = last.tier_id
      join items_definitions item on item.community_id = tier.community_id and item.id = tier.item_id
      where item.kind = 'permanent'
      order by last.sequence limit ${limit}`,
  )
}

/** Permanent items with units of which nothing changed behind the base. */
export async function listKeptCounts(
  tx: Transaction,
  { communityId, appId, memberId }: MemberOfApp,
  base: number,
  limit: number,
): Promise<Omit<ChangedCount, 'sequence'>[]> {
  return rows(
    tx,
    sql<Omit<ChangedCount, 'sequence'>>`
      select item.item_uri, last.count_after as count
      from (
        select distinct on (tier_id) tier_id, count_after, sequence from items_changes
        where community_id = ${communityId} and app_id = ${appId} and member_id = ${memberId}
        order by tier_id, sequence desc
      ) last
      join items_tiers tier on tier.community_id = ${communityId} and tier.id = last.tier_id
      join items_definitions item on item.community_id = tier.community_id and item.id = tier.item_id
      where item.kind = 'permanent' and last.sequence <= ${base} and last.count_after > 0
      order by last.sequence desc limit ${limit}`,
  )
}

export async function upsertSnapshot(
  tx: Transaction,
  { communityId, appId, memberId }: MemberOfApp,
  snapshot: { eventId: string; base: number; sequence: number },
): Promise<void> {
  await sql`
    insert into items_snapshots (community_id, app_id, member_id, event_id, base_sequence, sequence)
    values (${communityId}, ${appId}, ${memberId}, ${snapshot.eventId}, ${snapshot.base}, ${snapshot.sequence})
    on conflict (community_id, app_id, member_id)
    do update set event_id = excluded.event_id, base_sequence = excluded.base_sequence,
                  sequence = excluded.sequence`.execute(tx)
}
