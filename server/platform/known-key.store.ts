/** SQL of the one row that names the master key of this database. */
import { sql } from 'kysely'
import { firstRow, type Queryable } from './db/database.ts'

export interface KnownKeyRow {
  fingerprint: string
  is_changing: boolean
}

/** The first caller's counts; whoever comes at the same moment waits for it. */
export async function insertKnownKey(db: Queryable, fingerprint: string): Promise<void> {
  await sql`insert into known_key (fingerprint) values (${fingerprint}) on conflict (is_the_one) do nothing`.execute(
    db,
  )
}

export async function findKnownKey(db: Queryable): Promise<KnownKeyRow | undefined> {
  return firstRow(db, sql<KnownKeyRow>`select fingerprint, is_changing from known_key`)
}

export async function saveKnownKey(
  db: Queryable,
  { fingerprint, is_changing: isChanging }: KnownKeyRow,
): Promise<void> {
  await sql`
    insert into known_key (fingerprint, is_changing) values (${fingerprint}, ${isChanging})
    on conflict (is_the_one) do update
    set fingerprint = excluded.fingerprint, is_changing = excluded.is_changing, known_since = guildhall_now()`.execute(
    db,
  )
}

export async function deleteKnownKey(db: Queryable): Promise<void> {
  await sql`delete from known_key`.execute(db)
}
