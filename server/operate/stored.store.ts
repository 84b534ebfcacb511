/** How old what is stored is, and how much of the receipts is bodies. */
import { sql } from 'kysely'
import { firstRow, type Queryable, rows } from '../platform/db/database.ts'

/** The first id of each kind. Each community is asked by its key, so that no table is read through. */
export async function listOldestIds(db: Queryable) {
  return rows(
    db,
    sql<{ kind: 'metadata' | 'attempts' | 'deliveries' | 'ledger' | 'events' | 'audit'; id: string }>`
      select kind, min(oldest.id::text) as id
      from communities community
      cross join lateral (
        (select 'metadata' as kind, id from incoming_receipts where community_id = community.id order by id limit 1)
        union all
        (select 'attempts', id from outgoing_attempts where community_id = community.id order by id limit 1)
        union all
        (select 'deliveries', id from outgoing_deliveries where community_id = community.id order by id limit 1)
        union all
        (select 'ledger', id from ledger_transfers where community_id = community.id order by id limit 1)
        union all
        (select 'events', id from events where community_id = community.id order by id limit 1)
        union all
        (select 'audit', id from audit_entries where community_id = community.id order by id limit 1)
      ) as oldest
      group by kind`,
  )
}

/** Bytes of body and headers of an average receipt, as stored, from a sample of about a thousand. */
export async function readAverageBody(db: Queryable, receiptCount: number): Promise<number> {
  const percent = Math.min(100, 100_000 / Math.max(1, receiptCount))
  const row = await firstRow(
    db,
    sql<{ bytes: number | null }>`
      select avg(pg_column_size(body) + pg_column_size(headers))::float8 as bytes
      from incoming_receipts tablesample system (${percent})`,
  )
  return row?.bytes ?? 0
}
