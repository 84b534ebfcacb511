/**
 * Fills an empty database with the rows of another one, in one snapshot there and one transaction here, and commits
 * only when every table has the same rows on both sides. Interrupted anywhere, nothing is filled.
 */
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { OperatorError } from '../../operator-error.ts'
import {
  filledByMigrations,
  jobsSchema,
  listPartitions,
  listSequences,
  listTableNames,
  listTables,
  type TableToMove,
} from './catalog.ts'

export interface MovedTable {
  table: string
  rowCount: number
}

/** Both have the schema of this program; nobody else writes to either. */
export async function copyTables(source: pg.ClientBase, target: pg.ClientBase): Promise<MovedTable[]> {
  for (const side of [source, target]) await settle(side)
  await source.query('begin isolation level repeatable read read only')
  try {
    const tables = await listTables(source)
    await refuseFilled(target, tables)
    await target.query('begin')
    try {
      await addPartitions(source, target)
      for (const name of filledByMigrations) await target.query(`delete from ${name}`)
      const moved: MovedTable[] = []
      for (const table of tables) moved.push(await copyTable(source, target, table))
      for (const { name, last } of await listSequences(source)) {
        if (last !== null) await target.query('select setval($1::regclass, $2::bigint)', [name, last])
      }
      await target.query('commit')
      return moved
    } catch (error) {
      await target.query('rollback').catch(() => {})
      throw error
    }
  } finally {
    await source.query('rollback').catch(() => {})
  }
}

/** The text of values is compared, so both sides write it the same way; and this takes as long as it takes. */
async function settle(client: pg.ClientBase): Promise<void> {
  await client.query(
    `select set_config(name, '0', false) from pg_settings
     where name in ('statement_timeout', 'lock_timeout', 'transaction_timeout', 'idle_in_transaction_session_timeout')`,
  )
  await client.query(
    `set timezone = 'UTC'; set datestyle = 'ISO'; set intervalstyle = 'postgres'; set extra_float_digits = 1;
     set bytea_output = 'hex'`,
  )
}

/** Refuses a database that holds anything, before anything is made in it. */
export async function refuseUsed(source: pg.ClientBase, target: pg.ClientBase): Promise<void> {
  const present = await listTableNames(target)
  const known = new Set(await listTableNames(source))
  const unknown = present.filter((name) => !known.has(name))
  // Tables of jobs had other names at first: they are those of a move that was killed while it made them.
  const begun = unknown.filter((name) => name.startsWith(`${jobsSchema}.`))
  const foreign = unknown.filter((name) => !begun.includes(name))
  if (foreign.length > 0) {
    throw new OperatorError(`The other database is not empty: it holds ${foreign.slice(0, 3).join(', ')}`)
  }
  const made = (await listTables(source)).filter(({ name }) => present.includes(name))
  await refuseFilled(target, [...made, ...begun.map((name) => ({ name }))])
}

async function refuseFilled(
  target: pg.ClientBase,
  tables: readonly Pick<TableToMove, 'name'>[],
): Promise<void> {
  for (const { name } of tables.filter((table) => !filledByMigrations.includes(table.name))) {
    const { rows } = await target.query<{ found: boolean }>(`select exists (select from ${name}) as found`)
    if (rows[0]?.found) {
      throw new OperatorError(
        `The other database is not empty: ${name} has rows. Nothing was changed. A move fills everything or nothing: if an earlier one was interrupted at its very end, everything is there already`,
      )
    }
  }
}

/** Without those of past months their rows would all lie in the default partition, and could not be dropped. */
async function addPartitions(source: pg.ClientBase, target: pg.ClientBase): Promise<void> {
  const present = new Set((await listPartitions(target)).map(({ name }) => name))
  for (const { name, parent, bound } of await listPartitions(source)) {
    if (!present.has(name)) await target.query(`create table ${name} partition of ${parent} ${bound}`)
  }
}

async function copyTable(
  source: pg.ClientBase,
  target: pg.ClientBase,
  table: TableToMove,
): Promise<MovedTable> {
  const selection = `select ${table.selected.join(', ')} from ${table.name}`
  const columns = table.columns.join(', ')
  await pipeline(
    source.query(copyTo(`copy (${selection}) to stdout`)),
    target.query(copyFrom(`copy ${table.name} (${columns}) from stdin`)),
  )
  const sent = await digestOf(source, selection)
  const arrived = await digestOf(target, `select ${columns} from ${table.name}`)
  if (sent.count !== arrived.count || sent.sum !== arrived.sum) {
    throw new OperatorError(
      `${table.name} did not arrive as it was sent: ${sent.count} rows became ${arrived.count}, or one of them changed. Nothing was changed`,
    )
  }
  return { table: table.name, rowCount: Number(sent.count) }
}

/** Rows may come in another order, so 60 bits of each row's digest are added up. */
async function digestOf(client: pg.ClientBase, selection: string): Promise<{ count: string; sum: string }> {
  const { rows } = await client.query<{ count: string; sum: string }>(
    `select count(*)::text as count,
            coalesce(sum(('x' || left(md5(moved::text), 15))::bit(60)::bigint), 0)::text as sum
     from (${selection}) as moved`,
  )
  return rows[0] as { count: string; sum: string }
}
