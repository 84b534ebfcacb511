/** The SQL of daily bounds: what each member got from a webhook on the day (UTC) of the transaction. */
import { prepared, type Queryable, run, type Transaction } from '../../../platform/db/database.ts'

export interface DaySumKey {
  communityId: string
  webhookId: string
  memberId: string
  asset: string
}

export interface DaySumRow extends DaySumKey {
  amount: number
}

const keyColumns = 'unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[])'
const keysOf = (rows: readonly DaySumKey[]) => [
  rows.map((row) => row.communityId),
  rows.map((row) => row.webhookId),
  rows.map((row) => row.memberId),
  rows.map((row) => row.asset),
]

/*
 * One statement makes the rows that are missing and locks all, in the order of their key: two statements, one to
 * lock and one to insert, could wait for each other crosswise.
 */
const lockStatement = prepared<DaySumRow>(
  'incoming_lock_day_sums',
  `insert into incoming_day_sums (community_id, webhook_id, member_id, asset, day, amount)
   select community_id, webhook_id, member_id, asset, (guildhall_now() at time zone 'UTC')::date, 0
   from ${keyColumns} as wanted (community_id, webhook_id, member_id, asset)
   order by community_id, webhook_id, member_id, asset collate "C"
   on conflict (community_id, webhook_id, member_id, asset, day) do update set amount = incoming_day_sums.amount
   returning community_id as "communityId", webhook_id as "webhookId", member_id as "memberId", asset, amount`,
)

/** Each key once. */
export async function lockDaySums(tx: Transaction, wanted: readonly DaySumKey[]): Promise<DaySumRow[]> {
  return run(tx, lockStatement, keysOf(wanted))
}

const updateStatement = prepared<never>(
  'incoming_update_day_sums',
  `update incoming_day_sums as s set amount = fresh.amount
   from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::bigint[])
     as fresh (community_id, webhook_id, member_id, asset, amount)
   where s.community_id = fresh.community_id and s.webhook_id = fresh.webhook_id
     and s.member_id = fresh.member_id and s.asset = fresh.asset
     and s.day = (guildhall_now() at time zone 'UTC')::date`,
)

/** Writes what the rows hold; they are locked. */
export async function updateDaySums(tx: Transaction, rows: readonly DaySumRow[]): Promise<void> {
  if (rows.length > 0) await run(tx, updateStatement, [...keysOf(rows), rows.map((row) => row.amount)])
}

const listStatement = prepared<DaySumRow>(
  'incoming_list_day_sums',
  `select s.community_id as "communityId", s.webhook_id as "webhookId", s.member_id as "memberId", s.asset, s.amount
   from ${keyColumns} as wanted (community_id, webhook_id, member_id, asset)
   join incoming_day_sums s using (community_id, webhook_id, member_id, asset)
   where s.day = (guildhall_now() at time zone 'UTC')::date`,
)

/** Only read, for a dry run; what nobody got anything of has no row. */
export async function listDaySums(db: Queryable, wanted: readonly DaySumKey[]): Promise<DaySumRow[]> {
  return wanted.length === 0 ? [] : run(db, listStatement, keysOf(wanted))
}
