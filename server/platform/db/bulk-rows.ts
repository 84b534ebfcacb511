/**
 * Sends many rows to one prepared statement, as an array for each column. A column that is the same in every row
 * (the community, the actor, the kind of cause) travels once instead of once a row: measured, that is most of the
 * bytes of a batch, and bytes are what a bulk statement costs here and in PostgreSQL.
 */
import { prepared, run, type Transaction } from './database.ts'

/** A column: its name, its type in PostgreSQL, and where a row has its value. */
export type BulkColumn<Row> = readonly [name: string, type: string, valueIn: (row: Row) => unknown]

export interface BulkRows<Row> {
  /** A query that answers the rows, over the parameters `$1` up to `$parameterCount`. */
  select: string
  parameterCount: number
  parametersFor: (rows: readonly Row[]) => unknown[]
}

/*
 * `unnest` of arrays of different lengths fills the shorter ones up with nulls: a column that is the same in every
 * row is sent as an empty array, and `coalesce` puts the one value into each row.
 */
export function bulkRows<Row>(columns: readonly BulkColumn<Row>[]): BulkRows<Row> {
  const count = columns.length
  const arrays = columns.map(([, type], index) => `$${index + 1}::${type}[]`)
  const values = columns.map(
    ([name, type], index) => `coalesce(bulk.${name}, $${count + index + 1}::${type}) as ${name}`,
  )
  const names = columns.map(([name]) => name)
  return {
    select: `select ${values.join(', ')} from unnest(${arrays.join(', ')}) as bulk (${names.join(', ')})`,
    parameterCount: 2 * count,
    parametersFor(rows) {
      const parts = columns.map(([, , valueIn]) => partsOf(rows, valueIn))
      return [...parts.map(({ each }) => each), ...parts.map(({ all }) => all)]
    },
  }
}

/** A single row is sent as arrays throughout, so that one of them says that it is there. */
function partsOf<Row>(
  rows: readonly Row[],
  valueIn: (row: Row) => unknown,
): { each: unknown[]; all: unknown } {
  const [first] = rows
  if (rows.length > 1) {
    const all = valueIn(first as Row)
    if (rows.every((row) => valueIn(row) === all)) return { each: [], all }
  }
  return { each: rows.map(valueIn), all: null }
}

/** An `insert` of many rows, in which at least one column (the key) differs from row to row. */
export function bulkInsert<Row>(name: string, table: string, columns: readonly BulkColumn<Row>[]) {
  const rows = bulkRows(columns)
  const names = columns.map(([column]) => column).join(', ')
  const statement = prepared<never>(name, `insert into ${table} (${names}) ${rows.select}`)
  return async (tx: Transaction, inserted: readonly Row[]): Promise<void> => {
    if (inserted.length > 0) await run(tx, statement, rows.parametersFor(inserted))
  }
}
