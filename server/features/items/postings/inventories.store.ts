/** The SQL of the change counters and of the changes. */
import { sql } from 'kysely'
import { bulkInsert } from '../../../platform/db/bulk-rows.ts'
import { prepared, type Queryable, rows, run, type Transaction } from '../../../platform/db/database.ts'
import type { AppAddress } from '../apps/app.ts'

/** In the order of their ids, so that two postings wait for each other instead of deadlocking. */
export async function lockInventories(
  tx: Transaction,
  { communityId, appId }: AppAddress,
  memberIds: readonly string[],
): Promise<Map<string, number>> {
  const locked = await lockCounters(
    tx,
    communityId,
    memberIds.map((memberId) => ({ appId, memberId })),
  )
  return new Map(locked.map(({ memberId, sequence }) => [memberId, sequence]))
}

export interface CounterAddress {
  appId: string
  memberId: string
}

const ensureCountersStatement = prepared<never>(
  'items_ensure_counters',
  `insert into items_inventories (community_id, app_id, member_id)
   select $1, app_id, member_id from unnest($2::uuid[], $3::uuid[]) as wanted (app_id, member_id)
   order by app_id, member_id on conflict do nothing`,
)
const lockCountersStatement = prepared<{ app_id: string; member_id: string; inventory_sequence: number }>(
  'items_lock_counters',
  `select kept.app_id, kept.member_id, kept.inventory_sequence
   from unnest($2::uuid[], $3::uuid[]) as wanted (app_id, member_id)
   join items_inventories kept
     on kept.community_id = $1 and kept.app_id = wanted.app_id and kept.member_id = wanted.member_id
   where (select count(*) from unnest($2::uuid[], $3::uuid[]) as wanted (app_id, member_id)
          join items_inventories there
            on there.community_id = $1 and there.app_id = wanted.app_id and there.member_id = wanted.member_id)
         = cardinality($3)
   order by kept.app_id, kept.member_id for update of kept`,
)

/**
 * Of several apps, each address once: the numbers so far. Locked in one order, as everywhere, and none of them while one is
 * missing; those are made first.
 */
export async function lockCounters(
  tx: Transaction,
  communityId: string,
  counters: readonly CounterAddress[],
): Promise<(CounterAddress & { sequence: number })[]> {
  const wanted = [communityId, counters.map(({ appId }) => appId), counters.map(({ memberId }) => memberId)]
  let locked = await run(tx, lockCountersStatement, wanted)
  if (locked.length < counters.length) {
    await run(tx, ensureCountersStatement, wanted)
    locked = await run(tx, lockCountersStatement, wanted)
  }
  return locked.map((row) => ({
    ...{ appId: row.app_id, memberId: row.member_id, sequence: row.inventory_sequence },
  }))
}

const saveCountersStatement = prepared<never>(
  'items_save_counters',
  `update items_inventories kept set inventory_sequence = changed.sequence
   from unnest($2::uuid[], $3::uuid[], $4::bigint[]) as changed (app_id, member_id, sequence)
   where kept.community_id = $1 and kept.app_id = changed.app_id and kept.member_id = changed.member_id`,
)

export async function saveCounters(
  tx: Transaction,
  communityId: string,
  counters: readonly (CounterAddress & { sequence: number })[],
): Promise<void> {
  await run(tx, saveCountersStatement, [
    communityId,
    counters.map(({ appId }) => appId),
    counters.map(({ memberId }) => memberId),
    counters.map(({ sequence }) => sequence),
  ])
}

const nextStatement = prepared<{ member_id: string; inventory_sequence: number }>(
  'items_next_sequences',
  `insert into items_inventories as kept (community_id, app_id, member_id, inventory_sequence)
   select $1, $2, member_id, count from unnest($3::uuid[], $4::bigint[]) as wanted (member_id, count)
   order by member_id
   on conflict (community_id, app_id, member_id)
   do update set inventory_sequence = kept.inventory_sequence + excluded.inventory_sequence
   returning member_id, inventory_sequence`,
)

/**
 * Locks and raises in one statement, in the order of the ids: for postings that are undone as a whole when they cannot
 * be. `postings`: how many of them there are by member. Answers the last number of each.
 */
export async function nextSequences(
  tx: Transaction,
  { communityId, appId }: AppAddress,
  postings: ReadonlyMap<string, number>,
): Promise<Map<string, number>> {
  if (postings.size === 0) return new Map()
  const raised = await run(tx, nextStatement, [
    communityId,
    appId,
    [...postings.keys()],
    [...postings.values()],
  ])
  return new Map(raised.map((row) => [row.member_id, row.inventory_sequence]))
}

const raiseStatement = prepared<never>(
  'items_raise_inventories',
  `update items_inventories set inventory_sequence = inventory_sequence + 1
   where community_id = $1 and app_id = $2 and member_id = any($3::uuid[])`,
)

export async function raiseInventories(
  tx: Transaction,
  { communityId, appId }: AppAddress,
  memberIds: readonly string[],
): Promise<void> {
  await run(tx, raiseStatement, [communityId, appId, memberIds])
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
): Promise<{ app_id: string; title: string; inventory_sequence: number }[]> {
  return rows(
    db,
    sql<{ app_id: string; title: string; inventory_sequence: number }>`
      select inventory.app_id, app.title, inventory.inventory_sequence
      from items_inventories inventory
      join items_apps app on app.community_id = inventory.community_id and app.id = inventory.app_id
      where inventory.community_id = ${communityId} and inventory.member_id = ${memberId}
        ${appId ? sql`and inventory.app_id = ${appId}` : sql``}
      order by inventory.app_id`,
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
