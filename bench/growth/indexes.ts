/** Indexes beside the primary keys, put aside while millions of rows are written and made again afterwards. */
import type pg from 'pg'

/** In two parts of about the same work: two sessions must not make indexes of one table at once. */
const parts = [
  ['incoming_receipts', 'incoming_outcomes', 'incoming_pending', 'incoming_event_ids', 'events'],
  ['ledger_transfers', 'fields_histories', 'communities_members'],
]

export interface SecondaryIndexes {
  drop: string
  /** One text for each part. */
  create: string[]
}

export async function secondaryIndexes(pool: pg.Pool): Promise<SecondaryIndexes> {
  const drop: string[] = []
  const create: string[] = []
  for (const tables of parts) {
    const { rows } = await pool.query<{ name: string; definition: string }>(
      `select index.indexrelid::regclass::text as name, pg_get_indexdef(index.indexrelid) as definition
       from pg_index index where index.indrelid = any($1::regclass[]) and not index.indisprimary`,
      [tables],
    )
    drop.push(...rows.map(({ name }) => `drop index ${name}`))
    // That of a partitioned table is told as ON ONLY; made that way it would stay empty.
    create.push(rows.map(({ definition }) => definition.replace(' ON ONLY ', ' ON ')).join(';'))
  }
  return { drop: drop.join(';'), create }
}
