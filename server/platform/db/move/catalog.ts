/** What a database consists of: tables with their columns, references, partitions and sequences. */
import pg from 'pg'
import { orderTables, type Reference } from './table-order.rules.ts'

export interface TableToMove {
  /** Quoted, with its schema when that is another one than ours. */
  name: string
  columns: string[]
  /** What is selected for each column; differs where a value means nothing in another cluster. */
  selected: string[]
}

/** Schema of the jobs that wait. */
export const jobsSchema = 'graphile_worker'

/** Kept by the migrations of each side. */
const ownOfEachSide = ['schema_migrations', `${jobsSchema}.migrations`]

/** Migrations leave rows in these: they are no sign of use, and give way to those that are moved. */
export const filledByMigrations: readonly string[] = ['event_readers']

/**
 * Transaction ids of one cluster mean nothing in another, whose own start low: readers would wait for ages, and then
 * skip. So events get the number of cursors that have not come to them yet, and cursors (of readers, and of the feeds of
 * apps) the number of those before them: what each has read stays read, and what it has not comes in the order of the
 * sequence. Real ids start far above these.
 */
const firstXid = 3
const cursors = `(
  select xid, sequence from event_readers
  union all
  select acknowledged_xid, acknowledged_sequence from items_feeds where acknowledged_xid is not null)`
const carriedXid = (xid: string, sequence: string) =>
  `case when ${xid} is not null then
     (${firstXid} + (select count(*) from ${cursors} as passed (xid, sequence)
                     where (passed.xid, passed.sequence) < (${xid}, ${sequence})))::text::xid8 end`
const carried: Readonly<Record<string, string>> = {
  'events.xid': carriedXid('events.xid', 'events.sequence'),
  'event_readers.xid': carriedXid('event_readers.xid', 'event_readers.sequence'),
  'event_readers.sequence': String(Number.MAX_SAFE_INTEGER),
  'items_feeds.acknowledged_xid': carriedXid(
    'items_feeds.acknowledged_xid',
    'items_feeds.acknowledged_sequence',
  ),
  'items_feeds.acknowledged_sequence': `case when acknowledged_xid is not null then ${Number.MAX_SAFE_INTEGER} end`,
}

interface ColumnRow {
  name: string
  column: string
  type: string
}

/** In the order of filling. Partitions come with their tables; unlogged ones hold nothing worth moving. */
export async function listTables(client: pg.ClientBase): Promise<TableToMove[]> {
  const { rows } = await client.query<ColumnRow>(
    `select ${nameOf('c')} as name, a.attname::text as column, a.atttypid::regtype::text as type
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where ${isOurs('c')} and c.relkind in ('r', 'p') and not c.relispartition and c.relpersistence = 'p'
       and a.attgenerated = ''
     order by 1, a.attnum`,
  )
  const tables = new Map<string, TableToMove>()
  for (const { name, column, type } of rows) {
    if (ownOfEachSide.includes(name)) continue
    const selected = carried[`${name}.${column}`]
    if (type === 'xid8' && !selected)
      throw new Error(`${name}.${column} cannot be carried to another cluster`)
    const table = tables.get(name) ?? { name, columns: [], selected: [] }
    table.columns.push(pg.escapeIdentifier(column))
    table.selected.push(
      selected ? `${selected} as ${pg.escapeIdentifier(column)}` : pg.escapeIdentifier(column),
    )
    tables.set(name, table)
  }
  const order = orderTables([...tables.keys()], await listReferences(client))
  return order.map((name) => tables.get(name) as TableToMove)
}

/** All of them, with partitions and what is not moved. */
export async function listTableNames(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select ${nameOf('c')} as name from pg_class c where ${isOurs('c')} and c.relkind in ('r', 'p') order by 1`,
  )
  return rows.map(({ name }) => name)
}

async function listReferences(client: pg.ClientBase): Promise<Reference[]> {
  const { rows } = await client.query<Reference>(
    `select ${nameOf('c')} as from, ${nameOf('f')} as to
     from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class f on f.oid = k.confrelid
     where k.contype = 'f' and k.conparentid = 0 and ${isOurs('c')}`,
  )
  return rows
}

export interface Partition {
  name: string
  parent: string
  bound: string
}

export async function listPartitions(client: pg.ClientBase): Promise<Partition[]> {
  const { rows } = await client.query<Partition>(
    `select ${nameOf('c')} as name, ${nameOf('p')} as parent, pg_get_expr(c.relpartbound, c.oid) as bound
     from pg_class c join pg_inherits i on i.inhrelid = c.oid join pg_class p on p.oid = i.inhparent
     where ${isOurs('c')} and c.relispartition and c.relkind = 'r' order by 1`,
  )
  return rows
}

export interface SequenceState {
  name: string
  /** As text: larger than JavaScript's numbers. Null when it was never used. */
  last: string | null
}

export async function listSequences(client: pg.ClientBase): Promise<SequenceState[]> {
  const { rows } = await client.query<SequenceState>(
    `select case when schemaname = '${jobsSchema}' then quote_ident(schemaname) || '.' else '' end
              || quote_ident(sequencename) as name, last_value::text as last
     from pg_sequences where schemaname in (current_schema(), '${jobsSchema}') order by 1`,
  )
  return rows
}

export async function hasJobs(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ found: boolean }>(
    `select to_regclass('${jobsSchema}.migrations') is not null as found`,
  )
  return rows[0]?.found ?? false
}

function nameOf(table: string): string {
  return `(case when ${table}.relnamespace = to_regnamespace('${jobsSchema}') then '${jobsSchema}.' else '' end
           || quote_ident(${table}.relname))`
}

function isOurs(table: string): string {
  return `${table}.relnamespace in (current_schema()::regnamespace, to_regnamespace('${jobsSchema}'))`
}
