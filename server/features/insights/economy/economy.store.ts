/** The SQL of reading the sums of the economy. They end at 2^53-1. */
import { sql } from 'kysely'
import { amountMax } from '../../../../contracts/values.ts'
import { firstRow, type Queryable, rows } from '../../../platform/db/database.ts'

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
