/** The SQL of sealing anew: rows of a column by where they lie, so that no step reads what another has read. */
import { sql } from 'kysely'
import { firstRow, type Queryable, rows, type Transaction } from './db/database.ts'
import type { SealedColumn } from './sealed-columns.ts'
import { headerBytes } from './secret-box.ts'

/** How many blocks the table has; what is changed meanwhile goes behind them, and has the new key already. */
export async function countBlocks(db: Queryable, { table }: SealedColumn): Promise<number> {
  const found = await firstRow(
    db,
    sql<{ count: number }>`
      select (pg_relation_size(${table}) / current_setting('block_size')::int)::int as count`,
  )
  return found?.count ?? 0
}

export interface SealedValue {
  place: string
  sealed: Buffer
  /** What its place is made of, in order. */
  ids: string[]
}

/** Of so many blocks, those that the key with this header sealed. */
export async function lockSealed(
  tx: Transaction,
  { table, column, ids }: SealedColumn,
  header: Buffer,
  { from, to }: { from: number; to: number },
): Promise<SealedValue[]> {
  const parts = sql.join(ids.map((id) => sql`${sql.ref(id)}::text`))
  return rows(
    tx,
    sql<SealedValue>`
      select ctid::text as place, ${sql.ref(column)} as sealed, array[${parts}] as ids from ${sql.table(table)}
      where ctid >= ${`(${from},0)`}::tid and ctid < ${`(${to},0)`}::tid
        and substring(${sql.ref(column)} from 1 for ${headerBytes}) = ${header}
      for update`,
  )
}

/** The caller has locked them in this transaction. */
export async function updateSealed(
  tx: Transaction,
  { table, column }: SealedColumn,
  values: readonly Pick<SealedValue, 'place' | 'sealed'>[],
): Promise<void> {
  const places = values.map(({ place }) => place)
  const sealed = values.map((each) => each.sealed)
  await sql`
    update ${sql.table(table)} as kept set ${sql.ref(column)} = fresh.sealed
    from unnest(${places}::text[], ${sealed}::bytea[]) as fresh (place, sealed)
    where kept.ctid = fresh.place::tid`.execute(tx)
}

/** Servers and commands that are connected to the same database, beside the one connection that asks. */
export async function countOthers(db: Queryable): Promise<number> {
  const found = await firstRow(
    db,
    sql<{ count: number }>`
      select count(*)::int as count from pg_stat_activity
      where datname = current_database() and application_name = 'guildhall' and pid <> pg_backend_pid()`,
  )
  return found?.count ?? 0
}
