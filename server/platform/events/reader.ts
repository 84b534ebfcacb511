/**
 * Follows the event log from a named cursor and moves it in the transaction that writes the reader's effect,
 * so that each event has its effect exactly once. It reads only below the snapshot horizon: rows of
 * transactions that are still open somewhere would otherwise be skipped for ever.
 */
import { type RawBuilder, sql } from 'kysely'
import type { EventName } from '../../../contracts/events/index.ts'
import {
  type Database,
  firstRow,
  inTransaction,
  prepared,
  rows,
  run,
  type Transaction,
} from '../db/database.ts'
import type { LoggedDelivery } from './events.ts'

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
  delivery: LoggedDelivery | null
  created_at: Date
}

/** Starts the cursor at the end of the log; a reader that exists already stays where it is. */
export async function registerReader(db: Database, name: string): Promise<void> {
  await sql`
    insert into event_readers (name, xid, sequence)
    values (${name}, pg_snapshot_xmin(pg_current_snapshot()), 0)
    on conflict (name) do nothing`.execute(db)
}

/** Keeps a reader from moving until the transaction ends; answers how far it has read. */
export async function lockCursor(tx: Transaction, name: string): Promise<Position> {
  const cursor = await firstRow(
    tx,
    sql<Position>`select xid::text as xid, sequence from event_readers where name = ${name} for update`,
  )
  if (!cursor) throw new Error(`There is no reader ${name}`)
  return cursor
}

/**
 * Whether there is something for it to read; takes no lock and writes nothing. The order makes it begin at the cursor: without
 * it the planner, who takes a third of the log for unread, looks for the first such row from the start of the table.
 */
export async function hasNext(db: Database, name: string): Promise<boolean> {
  return (await run(db, hasNextStatement, [name])).length > 0
}

const hasNextStatement = prepared<{ found: number }>(
  'events_has_next',
  `select 1 as found from event_readers reader
   join lateral (
     select from events
     where (events.xid, events.sequence) > (reader.xid, reader.sequence)
       and events.xid < pg_snapshot_xmin(pg_current_snapshot())
     order by events.xid, events.sequence
     limit 1
   ) as next on true
   where reader.name = $1`,
)

/** Whether the log holds anything behind its cursor, also what is not below the horizon yet. */
export async function hasUnread(db: Database, name: string): Promise<boolean> {
  const found = await firstRow(
    db,
    sql<{ found: number }>`
      select 1 as found from event_readers reader
      join lateral (
        select from events
        where (events.xid, events.sequence) > (reader.xid, reader.sequence)
        order by events.xid, events.sequence
        limit 1
      ) as next on true
      where reader.name = ${name}`,
  )
  return found !== undefined
}

export interface Reader {
  name: string
  /**
   * Only these are read, all others are passed over; a partial index on exactly them makes that cheap. A function is
   * asked once it is certain how far is read: what it finds out holds for everything that is passed over.
   */
  types?: readonly EventPattern[] | ((tx: Transaction) => Promise<readonly EventPattern[]>)
}

/** A type, or all types that begin so. */
export type EventPattern = EventName | `${string}.*`

/**
 * Hands the next events to `effect` in one transaction and moves the cursor behind them. Answers how many
 * there were; 0 means the reader has caught up, or another node holds the cursor.
 */
export async function readNext(
  db: Database,
  { name, types }: Reader,
  batch: number,
  effect: (tx: Transaction, events: LoggedEvent[]) => Promise<void>,
): Promise<number> {
  return inTransaction(db, async (tx) => {
    const cursor = await takeCursor(tx, name)
    if (!cursor) return 0
    const end = types ? await findEnd(tx, cursor) : undefined
    if (types && !end) return 0
    const wanted = typeof types === 'function' ? await types(tx) : types
    const events = wanted?.length === 0 ? [] : await listNext(tx, cursor, end, wanted, batch)
    const last = end && events.length < batch ? end : events.at(-1)
    if (!last) return 0
    if (events.length > 0) await effect(tx, events)
    await moveCursor(tx, name, last)
    return events.length
  })
}

export interface Position {
  xid: string
  sequence: number
}

/** What lies behind one position, up to another and including it. */
export interface Passed {
  after: Position
  upTo: Position
}

/**
 * The same for an effect that is one statement over `eventsWithin`: the events stay in the database, which is much
 * cheaper when there are many and little comes of them.
 */
export async function passNext(
  db: Database,
  name: string,
  batch: number,
  effect: (tx: Transaction, passed: Passed) => Promise<void>,
): Promise<number> {
  return inTransaction(db, async (tx) => {
    const after = await takeCursor(tx, name)
    const next = after && (await findNth(tx, after, batch))
    if (!next) return 0
    await effect(tx, { after, upTo: next })
    await moveCursor(tx, name, next)
    return next.count
  })
}

/** As a table: `community_id, type, payload, cause_kind, created_at`. */
export function eventsWithin({ after, upTo }: Passed): RawBuilder<unknown> {
  return sql`(
    select community_id, type, payload, cause_kind, created_at from events
    where (xid, sequence) > (${after.xid}::xid8, ${after.sequence}::bigint)
      and (xid, sequence) <= (${upTo.xid}::xid8, ${upTo.sequence}::bigint))`
}

/** The last of the next `count`, and how many these are. */
async function findNth(tx: Transaction, { xid, sequence }: Position, count: number) {
  return firstRow(
    tx,
    sql<Position & { count: number }>`
      select xid::text as xid, sequence, count(*) over ()::int as count from (
        select events.xid, events.sequence from events
        where (events.xid, events.sequence) > (${xid}::xid8, ${sequence}::bigint)
          and events.xid < pg_snapshot_xmin(pg_current_snapshot())
        order by events.xid, events.sequence
        limit ${count}
      ) as following
      order by following.xid desc, following.sequence desc
      limit 1`,
  )
}

/** Undefined when another node holds it. */
async function takeCursor(tx: Transaction, name: string): Promise<Position | undefined> {
  return firstRow(
    tx,
    sql<Position>`
      select xid::text as xid, sequence from event_readers where name = ${name} for update skip locked`,
  )
}

async function moveCursor(tx: Transaction, name: string, { xid, sequence }: Position): Promise<void> {
  await sql`
    update event_readers set xid = ${xid}::xid8, sequence = ${sequence}, moved_at = guildhall_now()
    where name = ${name}`.execute(tx)
}

async function listNext(
  tx: Transaction,
  cursor: Position,
  end: Position | undefined,
  types: readonly EventPattern[] | undefined,
  count: number,
): Promise<LoggedEvent[]> {
  return rows(
    tx,
    sql<LoggedEvent>`
      select community_id, id, xid::text as xid, sequence, type, subject_id, payload,
             actor_kind, actor_id, actor_label, cause_kind, cause_id, hop, delivery, created_at
      from events
      where (xid, sequence) > (${cursor.xid}::xid8, ${cursor.sequence}::bigint)
        and xid < pg_snapshot_xmin(pg_current_snapshot())
        ${types && end ? onlyTypes(types, end) : sql``}
      order by events.xid, events.sequence
      limit ${count}`,
  )
}

/** The last event that may be read, of whatever type: a reader of some types moves up to it, and is not behind. */
async function findEnd(tx: Transaction, cursor: Position): Promise<Position | undefined> {
  return firstRow(
    tx,
    sql<Position>`
      select xid::text as xid, sequence from events
      where (xid, sequence) > (${cursor.xid}::xid8, ${cursor.sequence}::bigint)
        and xid < pg_snapshot_xmin(pg_current_snapshot())
      order by events.xid desc, events.sequence desc
      limit 1`,
  )
}

/** As literals, which the planner can compare with the condition of a partial index. */
function onlyTypes(types: readonly EventPattern[], end: Position): RawBuilder<unknown> {
  const exact = types.filter((type) => !type.endsWith('.*')).map((type) => sql.lit(type))
  const beginnings = types.filter((type) => type.endsWith('.*')).map((type) => type.slice(0, -1))
  const conditions = [
    ...(exact.length > 0 ? [sql`type in (${sql.join(exact)})`] : []),
    ...beginnings.map((beginning) => sql`starts_with(type, ${beginning})`),
  ]
  return sql`and (${sql.join(conditions, sql` or `)})
    and (xid, sequence) <= (${end.xid}::xid8, ${end.sequence}::bigint)`
}
