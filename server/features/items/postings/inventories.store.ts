/** The SQL of the change counters and of the changes. */
import { sql } from 'kysely'
import { bulkInsert } from '../../../platform/db/bulk-rows.ts'
import { type Queryable, rows, type Transaction } from '../../../platform/db/database.ts'
import type { AppAddress } from '../apps/app.ts'

/** In the order of their ids, so that two postings wait for each other instead of deadlocking. */
export async function lockInventories(
  tx: Transaction,
  { communityId, appId }: AppAddress,
  memberIds: readonly string[],
): Promise<Map<string, number>> {
  await sql`
    insert into items_inventories (community_id, app_id, member_id)
    select ${communityId}, ${appId}, member_id from unnest(${memberIds}::uuid[]) as wanted (member_id)
    order by member_id on conflict do nothing`.execute(tx)
  const locked = await rows(
    tx,
    sql<{ member_id: string; inventory_sequence: number }>`
      select member_id, inventory_sequence from items_inventories
      where community_id = ${communityId} and app_id = ${appId} and member_id = any(${memberIds}::uuid[])
      order by member_id for update`,
  )
  return new Map(locked.map((row) => [row.member_id, row.inventory_sequence]))
}

export async function raiseInventories(
  tx: Transaction,
  { communityId, appId }: AppAddress,
  memberIds: readonly string[],
): Promise<void> {
  await sql`
    update items_inventories set inventory_sequence = inventory_sequence + 1
    where community_id = ${communityId} and app_id = ${appId} and member_id = any(${memberIds}::uuid[])`.execute(
    tx,
  )
}

export interface NewChangeRow extends AppAddress {
  id: string
  memberId: string
  sequence: number
  tierId: string
  postingId: string
  delta: number
  countAfter: number
  ownedAfter: number
  reason: string
}

export const insertChanges = bulkInsert<NewChangeRow>('items_insert_changes', 'items_changes', [
  ['community_id', 'uuid', (row) => row.communityId],
  ['app_id', 'uuid', (row) => row.appId],
  ['member_id', 'uuid', (row) => row.memberId],
  ['sequence', 'bigint', (row) => row.sequence],
  ['tier_id', 'uuid', (row) => row.tierId],
  ['id', 'uuid', (row) => row.id],
  ['posting_id', 'uuid', (row) => row.postingId],
  ['delta', 'bigint', (row) => row.delta],
  ['count_after', 'bigint', (row) => row.countAfter],
  ['owned_after', 'bigint', (row) => row.ownedAfter],
  ['reason', 'text', (row) => row.reason],
])

/** Of one member, by app; only of one app if it is named. */
export async function listSequences(
  db: Queryable,
  communityId: string,
  memberId: string,
  appId: string | undefined,
): Promise<{ app_id: string; inventory_sequence: number }[]> {
  return rows(
    db,
    sql<{ app_id: string; inventory_sequence: number }>`
      select app_id, inventory_sequence from items_inventories
      where community_id = ${communityId} and member_id = ${memberId}
        ${appId ? sql`and app_id = ${appId}` : sql``}
      order by app_id`,
  )
}

/** Of some members in one app; nobody who never had anything of it. */
export async function listSequencesOf(
  db: Queryable,
  { communityId, appId }: AppAddress,
  memberIds: readonly string[],
): Promise<Map<string, number>> {
  const found = await rows(
    db,
    sql<{ member_id: string; inventory_sequence: number }>`
      select member_id, inventory_sequence from items_inventories
      where community_id = ${communityId} and app_id = ${appId} and member_id = any(${memberIds}::uuid[])`,
  )
  return new Map(found.map((row) => [row.member_id, row.inventory_sequence]))
}
