/** The SQL of what the clock does to periods, in all communities: each is told once, whoever sweeps. */
import { sql } from 'kysely'
import { rows, type Transaction } from '../../../platform/db/database.ts'
import type { PeriodRow } from './period.ts'

/** Marked as told in the same statement; another sweep passes over rows that this one has in hand. */
export async function claimEnded(tx: Transaction, count: number): Promise<PeriodRow[]> {
  return rows(
    tx,
    sql<PeriodRow>`
      with due as (
        select community_id, member_id, item_id from items_periods
        where not is_end_told and revoked_at is null and expires_at <= guildhall_now()
        order by expires_at limit ${count} for update skip locked
      )
      update items_periods period set is_end_told = true
      from due join items_definitions item on item.community_id = due.community_id and item.id = due.item_id
      where period.community_id = due.community_id and period.member_id = due.member_id
        and period.item_id = due.item_id
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
