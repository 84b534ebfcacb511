/** The SQL of what the clock does to periods, in all communities: each is told once, whoever sweeps. */
import { sql } from 'kysely'
import { firstRow, type Queryable, rows, type Transaction } from '../../../platform/db/database.ts'
import type { PeriodRow } from './period.ts'

/** Whether the game wants the end told, too: that needs the lock of the inventory, one after the other. */
const isLoud = sql`exists (
  select from items_apps app
  where app.community_id = ended.community_id and app.id = ended.app_id
    and app.face_settings ->> 'subActivatedOnExpiry' = 'true')`

/** Marked as told in the same statement; another sweep passes over rows that this one has in hand. */
export async function claimEnded(tx: Transaction, count: number): Promise<PeriodRow[]> {
  return rows(
    tx,
    sql<PeriodRow>`
      with due as (
        select community_id, member_id, item_id from items_periods ended
        where not is_end_told and revoked_at is null and expires_at <= guildhall_now() and not ${isLoud}
        order by expires_at limit ${count} for update skip locked
      )
      update items_periods period set is_end_told = true
      from due join items_definitions item on item.community_id = due.community_id and item.id = due.item_id
      where period.community_id = due.community_id and period.member_id = due.member_id
        and period.item_id = due.item_id
      returning period.*, item.item_uri, item.name, 0 as notice_seconds`,
  )
}

/** Of games that want it told, which have ended and nobody told of; not locked. */
export async function listLoud(
  db: Queryable,
  count: number,
): Promise<Pick<PeriodRow, 'community_id' | 'app_id' | 'member_id' | 'item_id'>[]> {
  return rows(
    db,
    sql<Pick<PeriodRow, 'community_id' | 'app_id' | 'member_id' | 'item_id'>>`
      select community_id, app_id, member_id, item_id from items_periods ended
      where not is_end_told and revoked_at is null and expires_at <= guildhall_now() and ${isLoud}
      order by expires_at limit ${count}`,
  )
}

/** Undefined where somebody else was faster, or it goes on. */
export async function claimOne(
  tx: Transaction,
  { community_id, member_id, item_id }: Pick<PeriodRow, 'community_id' | 'member_id' | 'item_id'>,
): Promise<PeriodRow | undefined> {
  return firstRow(
    tx,
    sql<PeriodRow>`
      update items_periods period set is_end_told = true
      from items_definitions item
      where period.community_id = ${community_id} and period.member_id = ${member_id}
        and period.item_id = ${item_id} and not is_end_told and revoked_at is null
        and expires_at <= guildhall_now()
        and item.community_id = period.community_id and item.id = period.item_id
      returning period.*, item.item_uri, item.name, 0 as notice_seconds`,
  )
}

/** What ended before anybody told that it would is not told any more. */
export async function claimExpiring(tx: Transaction, count: number): Promise<PeriodRow[]> {
  return rows(
    tx,
    sql<PeriodRow>`
      with due as (
        select community_id, member_id, item_id from items_periods
        where not is_notice_told and revoked_at is null and notice_at <= guildhall_now()
        order by notice_at limit ${count} for update skip locked
      )
      update items_periods period set is_notice_told = true
      from due join items_definitions item on item.community_id = due.community_id and item.id = due.item_id
      where period.community_id = due.community_id and period.member_id = due.member_id
        and period.item_id = due.item_id
      returning period.*, item.item_uri, item.name, 0 as notice_seconds`,
  )
}
