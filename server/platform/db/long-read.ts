/** Reads that take as long as they take, all of one moment: for proofs and exports on the operator's command. */
import { sql } from 'kysely'
import type pg from 'pg'
import { createDatabase, type Queryable } from './database.ts'

/** A read alone holds the horizon of the event log back for nobody. */
export async function longRead<Result>(
  pool: pg.Pool,
  read: (db: Queryable) => Promise<Result>,
): Promise<Result> {
  return createDatabase(pool, Number.POSITIVE_INFINITY)
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) => {
      await sql`set local statement_timeout = 0`.execute(tx)
      return read(tx)
    })
}
