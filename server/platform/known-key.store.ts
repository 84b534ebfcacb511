/** SQL of the one row that names the master key of this database. */
import { sql } from 'kysely'
import { firstRow, type Queryable } from './db/database.ts'

/** The first caller's counts; whoever comes at the same moment waits for it. */
export async function insertKnownKey(db: Queryable, fingerprint: string): Promise<void> {
  await sql`insert into known_key (fingerprint) values (${fingerprint}) on conflict (is_the_one) do nothing`.execute(
    db,
  )
}

export async function findKnownKey(db: Queryable): Promise<string | undefined> {
  return (await firstRow(db, sql<{ fingerprint: string }>`select fingerprint from known_key`))?.fingerprint
}

export async function deleteKnownKey(db: Queryable): Promise<void> {
  await sql`delete from known_key`.execute(db)
}
