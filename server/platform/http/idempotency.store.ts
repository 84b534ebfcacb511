/** Rows of `Idempotency-Key`s. */
import { sql } from 'kysely'
import { bulkInsert } from '../db/bulk-rows.ts'
import { type Database, prepared, run, type Transaction } from '../db/database.ts'

/** A key under which something is done once, in the scope of its owner. */
export interface KeyAddress {
  scope: string
  key: string
}

const columnsOf = (keys: readonly KeyAddress[]) => [
  keys.map(({ scope }) => scope),
  keys.map(({ key }) => key),
]

const lockStatement = prepared<{ locked: boolean }>(
  'idempotency_lock_keys',
  `select pg_try_advisory_xact_lock(hashtextextended(scope || ' ' || key, 0)) as locked
   from unnest($1::text[], $2::text[]) with ordinality as wanted (scope, key, place) order by place`,
)

/** In order: false while another transaction works under the same key. */
export async function tryLockKeys(tx: Transaction, keys: readonly KeyAddress[]): Promise<boolean[]> {
  return (await run(tx, lockStatement, columnsOf(keys))).map(({ locked }) => locked)
}

export interface StoredAnswer {
  fingerprint: Buffer
  answer: Buffer
  /** False of a refusal. */
  is_done: boolean
}

/** Null once the answer is not kept any more. */
export type FoundAnswer = StoredAnswer | null

const digestOf = (row: string) => `sha256(convert_to(${row}.scope || ' ' || ${row}.key, 'UTF8'))`

const findStatement = prepared<Partial<StoredAnswer> & { place: number }>(
  'idempotency_find_answers',
  `select wanted.place::int, stored.fingerprint, stored.answer, stored.is_done
   from unnest($1::text[], $2::text[]) with ordinality as wanted (scope, key, place)
   left join idempotency_keys stored using (scope, key)
   where stored.answer is not null
      or exists (select from idempotency_spent spent where spent.digest = ${digestOf('wanted')})`,
)

/** In order: undefined where nothing was done yet. */
export async function findAnswers(
  tx: Transaction,
  keys: readonly KeyAddress[],
): Promise<(FoundAnswer | undefined)[]> {
  const found = await run(tx, findStatement, columnsOf(keys))
  const byPlace = new Map(
    found.map(({ place, ...stored }) => [place, stored.answer ? (stored as StoredAnswer) : null]),
  )
  return keys.map((_key, index) => byPlace.get(index + 1))
}

export const insertAnswers = bulkInsert<KeyAddress & StoredAnswer>(
  'idempotency_insert_answers',
  'idempotency_keys',
  [
    ['scope', 'text', (row) => row.scope],
    ['key', 'text', (row) => row.key],
    ['fingerprint', 'bytea', (row) => row.fingerprint],
    ['answer', 'bytea', (row) => row.answer],
    ['is_done', 'boolean', (row) => row.is_done],
  ],
)

/** Forgets answers, and remembers that their keys were used. Answers how many there were, `limit` at most. */
export async function deleteOldKeys(db: Database, limit: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    with old as (
      delete from idempotency_keys where ctid = any (array(
        select ctid from idempotency_keys where created_at < guildhall_now() - interval '30 days' limit ${limit}
      )) returning scope, key, is_done
    ), spent as (
      insert into idempotency_spent (digest) select ${sql.raw(digestOf('old'))} from old where is_done
      on conflict do nothing
    )
    select count(*)::int as count from old`.execute(db)
  return rows[0]?.count ?? 0
}

const savepointStatement = prepared<never>('idempotency_set_savepoint', 'savepoint before_work')
const rollBackStatement = prepared<never>('idempotency_roll_back', 'rollback to savepoint before_work')

/** What comes behind it can be taken back without ending the transaction, which keeps the lock of its key. */
export const setSavepoint = async (tx: Transaction): Promise<void> =>
  void (await run(tx, savepointStatement, []))

export const rollBackToSavepoint = async (tx: Transaction): Promise<void> =>
  void (await run(tx, rollBackStatement, []))
