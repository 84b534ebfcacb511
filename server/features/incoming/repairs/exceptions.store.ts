/** The SQL of what an undo could not take back. */
import { sql } from 'kysely'
import { firstRow, type Queryable, rows } from '../../../platform/db/database.ts'
import type { StoredException } from './undo.store.ts'

export interface ExceptionRow {
  receipt_id: string
  exception: StoredException
}

export async function listExceptionRows(
  db: Queryable,
  communityId: string,
  repairId: string,
  count: number,
): Promise<ExceptionRow[]> {
  return rows(
    db,
    sql<ExceptionRow>`
      select item.receipt_id, exception.value as exception
      from incoming_repair_receipts item
      cross join lateral json_array_elements(item.exceptions) as exception
      where item.community_id = ${communityId} and item.repair_id = ${repairId} and item.exceptions is not null
      order by item.receipt_id limit ${count}`,
  )
}

export async function countExceptions(db: Queryable, communityId: string, repairId: string): Promise<number> {
  const row = await firstRow(
    db,
    sql<{ count: number }>`
      select coalesce(sum(json_array_length(item.exceptions)), 0)::bigint as count
      from incoming_repair_receipts item
      where item.community_id = ${communityId} and item.repair_id = ${repairId} and item.exceptions is not null`,
  )
  return row?.count ?? 0
}
