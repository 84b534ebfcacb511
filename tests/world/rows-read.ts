/** How many rows of some tables a piece of work reads, whichever way it finds them. */
import { sql } from 'kysely'
import type { Transaction } from '../../server/platform/db/database.ts'

/** `tables` as a pattern of `like`, or several. Counted are those of the transaction alone. */
export async function rowsReadBy<Result>(
  tx: Transaction,
  tables: readonly string[],
  work: () => Promise<Result>,
): Promise<{ result: Result; count: number }> {
  const before = await countRead(tx, tables)
  const result = await work()
  return { result, count: (await countRead(tx, tables)) - before }
}

async function countRead(tx: Transaction, tables: readonly string[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select coalesce(sum(seq_tup_read + coalesce(idx_tup_fetch, 0)), 0)::int as count from pg_stat_xact_user_tables
    where relname like any (${tables}::text[])`.execute(tx)
  return rows[0]?.count ?? 0
}
