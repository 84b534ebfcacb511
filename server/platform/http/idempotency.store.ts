/** Rows of `Idempotency-Key`s. */
import { sql } from 'kysely'
import { type Database, firstRow, type Transaction } from '../db/database.ts'

/** False while another transaction works under the same key. */
export async function tryLockKey(tx: Transaction, scope: string, key: string): Promise<boolean> {
  const row = await firstRow(
    tx,
    sql<{ locked: boolean }>`
      select pg_try_advisory_xact_lock(hashtextextended(${`${scope} ${key}`}, 0)) as locked`,
  )
  return row?.locked ?? false
}

export async function findAnswer(tx: Transaction, scope: string, key: string) {
  return firstRow(
    tx,
    sql<{ fingerprint: Buffer; answer: Buffer }>`
      select fingerprint, answer from idempotency_keys where scope = ${scope} and key = ${key}`,
  )
}

export async function insertAnswer(
  tx: Transaction,
  scope: string,
  key: string,
  fingerprint: Buffer,
  answer: Buffer,
): Promise<void> {
  await sql`
    insert into idempotency_keys (scope, key, fingerprint, answer)
    values (${scope}, ${key}, ${fingerprint}, ${answer})`.execute(tx)
}

/** Answers how many there were, `limit` at most. */
export async function deleteOldKeys(db: Database, limit: number): Promise<number> {
  const deleted = await sql`
    delete from idempotency_keys where ctid = any (array(
      select ctid from idempotency_keys where created_at < guildhall_now() - interval '30 days' limit ${limit}
    ))`.execute(db)
  return Number(deleted.numAffectedRows ?? 0)
}
