/** The SQL of the economy by day: sums that a reader keeps, and reading them. They end at 2^53-1. */
import { sql } from 'kysely'
import { amountMax } from '../../../../contracts/values.ts'
import { firstRow, type Queryable, rows, type Transaction } from '../../../platform/db/database.ts'
import type { AssetSum, DayFlow } from './flows.rules.ts'

export async function addDayFlows(tx: Transaction, flows: readonly DayFlow[]): Promise<void> {
  await sql`
    insert into insights_economy_days (community_id, asset, day, source, issued, spent, issue_count, spend_count)
    select * from unnest(${flows.map((each) => each.communityId)}::uuid[], ${flows.map((each) => each.asset)}::text[],
      ${flows.map((each) => each.day)}::date[], ${flows.map((each) => each.source)}::text[],
      ${flows.map((each) => each.issued)}::bigint[], ${flows.map((each) => each.spent)}::bigint[],
      ${flows.map((each) => each.issueCount)}::bigint[], ${flows.map((each) => each.spendCount)}::bigint[])
    on conflict (community_id, asset, day, source) do update
    set issued = least(insights_economy_days.issued + excluded.issued, ${amountMax}::bigint),
        spent = least(insights_economy_days.spent + excluded.spent, ${amountMax}::bigint),
        issue_count = insights_economy_days.issue_count + excluded.issue_count,
        spend_count = insights_economy_days.spend_count + excluded.spend_count`.execute(tx)
}

export async function addAssetSums(tx: Transaction, sums: readonly AssetSum[]): Promise<void> {
  await sql`
    insert into insights_economy_sums (community_id, asset, issued, spent, holders)
    select * from unnest(${sums.map((each) => each.communityId)}::uuid[], ${sums.map((each) => each.asset)}::text[],
      ${sums.map((each) => each.issued)}::bigint[], ${sums.map((each) => each.spent)}::bigint[],
      ${sums.map((each) => each.holders)}::bigint[])
    on conflict (community_id, asset) do update
    set issued = least(insights_economy_sums.issued + excluded.issued, ${amountMax}::bigint),
        spent = least(insights_economy_sums.spent + excluded.spent, ${amountMax}::bigint),
        holders = insights_economy_sums.holders + excluded.holders`.execute(tx)
}

export interface DaySum {
  asset: string
  day: string
  issued: number
  spent: number
}

export async function listDaySums(db: Queryable, communityId: string, from: string): Promise<DaySum[]> {
  return rows(
    db,
    sql<DaySum>`
      select asset, day::text as day, least(sum(issued), ${amountMax}::bigint)::bigint as issued, least(sum(spent), ${amountMax}::bigint)::bigint as spent
      from insights_economy_days where community_id = ${communityId} and day >= ${from}::date
      group by asset, day`,
  )
}

export interface SourceSum {
  asset: string
  source: string
  issued: number
  spent: number
  issue_count: number
  spend_count: number
}

export async function listSourceSums(db: Queryable, communityId: string, from: string): Promise<SourceSum[]> {
  return rows(
    db,
    sql<SourceSum>`
      select asset, source, least(sum(issued), ${amountMax}::bigint)::bigint as issued, least(sum(spent), ${amountMax}::bigint)::bigint as spent,
             sum(issue_count)::bigint as issue_count, sum(spend_count)::bigint as spend_count
      from insights_economy_days where community_id = ${communityId} and day >= ${from}::date
      group by asset, source`,
  )
}

export async function listAssetSums(db: Queryable, communityId: string) {
  return rows(
    db,
    sql<{ asset: string; issued: number; spent: number; holders: number }>`
      select asset, issued, spent, holders from insights_economy_sums where community_id = ${communityId}`,
  )
}

/** Today in UTC, by the clock of decisions. */
export async function findToday(db: Queryable): Promise<string> {
  const row = await firstRow(
    db,
    sql<{ day: string }>`select to_char(guildhall_now() at time zone 'UTC', 'YYYY-MM-DD') as day`,
  )
  return row?.day ?? ''
}
