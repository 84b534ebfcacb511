/** Counts sealed values by the key that sealed them. */
import { sql } from 'kysely'
import { type Queryable, rows } from './db/database.ts'
import { headerBytes } from './secret-box.ts'

export async function listSealedKeys(db: Queryable, table: string, column: string) {
  return rows(
    db,
    sql<{ header: Buffer; count: number }>`
      select substring(${sql.ref(column)} from 1 for ${headerBytes}) as header, count(*) as count
      from ${sql.table(table)} where length(${sql.ref(column)}) > 0 group by 1`,
  )
}
