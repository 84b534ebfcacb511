/**
 * Follows the event log from a named cursor and moves it in the transaction that writes the reader's effect,
 * so that each event has its effect exactly once. It reads only below the snapshot horizon: rows of
 * transactions that are still open somewhere would otherwise be skipped for ever.
 */
import { sql } from 'kysely'
import { type Database, firstRow, inTransaction, rows, type Transaction } from '../db/database.ts'

export interface LoggedEvent {
  community_id: string
  id: string
  xid: string
  sequence: number
  type: string
  subject_id: string | null
  payload: unknown
  actor_kind: string
  actor_id: string | null
  actor_label: string
  cause_kind: string
  cause_id: string
  hop: number
  created_at: Date
}

/** Starts the cursor at the end of the log; a reader that exists already stays where it is. */
export async function registerReader(db: Database, name: string): Promise<void> {
  await sql`
    insert into event_readers (name, xid, sequence)
    values (${name}, pg_snapshot_xmin(pg_current_snapshot()), 0)
    on conflict (name) do nothing`.execute(db)
}

/**
 * Hands the next events to `effect` in one transaction and moves the cursor behind them. Answers how many
 * there were; 0 means the reader has caught up, or another node holds the cursor.
 */
export async function readNext(
  db: Database,
  name: string,
  batch: number,
  effect: (tx: Transaction, events: LoggedEvent[]) => Promise<void>,
): Promise<number> {
  return inTransaction(db, async (tx) => {
    const cursor = await firstRow(
      tx,
      sql<{ xid: string; sequence: number }>`
        select xid::text as xid, sequence from event_readers where name = ${name} for update skip locked`,
    )
    if (!cursor) return 0
    const events = await rows(
      tx,
      sql<LoggedEvent>`
        select community_id, id, xid::text as xid, sequence, type, subject_id, payload,
               actor_kind, actor_id, actor_label, cause_kind, cause_id, hop, created_at
        from events
        where (xid, sequence) > (${cursor.xid}::xid8, ${cursor.sequence}::bigint)
          and xid < pg_snapshot_xmin(pg_current_snapshot())
        order by events.xid, events.sequence
        limit ${batch}`,
    )
    const last = events.at(-1)
    if (!last) return 0
    await effect(tx, events)
    await sql`
      update event_readers set xid = ${last.xid}::xid8, sequence = ${last.sequence}, moved_at = guildhall_now()
      where name = ${name}`.execute(tx)
    return events.length
  })
}
