/** SQL of field histories, which are only ever added to. */
import { sql } from 'kysely'
import type { FieldValue } from '../../../contracts/fields.ts'
import { prepared, type Queryable, rows, run, type Transaction } from '../../platform/db/database.ts'
import type { Keyset } from '../../platform/db/keyset.ts'
import { keyColumns, type WantedFieldValue } from './values.store.ts'

export interface NewHistoryRow extends WantedFieldValue {
  id: string
  before: FieldValue
  after: FieldValue
  sourceKind: string
  sourceId: string
  sourceLabel: string
  sourceElement: number | null
  sourceLine: number
  actorKind: string
  actorId: string | null
  actorLabel: string
}

const insertHistoriesStatement = prepared<never>(
  'fields_insert_histories',
  `insert into fields_histories
     (community_id, member_id, field_id, id, before, after, source_kind, source_id, source_label,
      source_element, source_line, actor_kind, actor_id, actor_label)
   select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::jsonb[], $6::jsonb[], $7::text[],
                        $8::uuid[], $9::text[], $10::integer[], $11::integer[], $12::text[], $13::uuid[],
                        $14::text[])`,
)

export async function insertHistories(tx: Transaction, histories: readonly NewHistoryRow[]): Promise<void> {
  await run(tx, insertHistoriesStatement, [
    ...keyColumns(histories),
    histories.map((each) => each.id),
    histories.map((each) => JSON.stringify(each.before)),
    histories.map((each) => JSON.stringify(each.after)),
    histories.map((each) => each.sourceKind),
    histories.map((each) => each.sourceId),
    histories.map((each) => each.sourceLabel),
    histories.map((each) => each.sourceElement),
    histories.map((each) => each.sourceLine),
    histories.map((each) => each.actorKind),
    histories.map((each) => each.actorId),
    histories.map((each) => each.actorLabel),
  ])
}

export interface HistoryRow {
  id: string
  member_id: string
  field_id: string
  field_key: string
  field_name: string
  before: FieldValue
  after: FieldValue
  source_kind: 'receipt' | 'request' | 'reversal'
  source_id: string
  source_label: string
  actor_kind: 'account' | 'api_key' | 'portal_link' | 'app' | 'webhook' | 'system'
  actor_id: string | null
  actor_label: string
  created_at: Date
}

export async function listHistoryRows(
  db: Queryable,
  communityId: string,
  filter: { memberId?: string | undefined; fieldId?: string | undefined },
  keyset: Pick<Keyset, 'after' | 'take'>,
): Promise<HistoryRow[]> {
  const conditions = [sql`h.community_id = ${communityId}`]
  if (filter.memberId !== undefined) conditions.push(sql`h.member_id = ${filter.memberId}`)
  if (filter.fieldId !== undefined) conditions.push(sql`h.field_id = ${filter.fieldId}`)
  if (keyset.after !== null) conditions.push(sql`h.id < ${keyset.after}`)
  return rows(
    db,
    sql<HistoryRow>`
      select h.id, h.member_id, h.field_id, f.key as field_key, f.name as field_name, h.before, h.after,
             h.source_kind, h.source_id, h.source_label, h.actor_kind, h.actor_id, h.actor_label, h.created_at
      from fields_histories h
      join fields_fields f on f.community_id = h.community_id and f.id = h.field_id
      where ${sql.join(conditions, sql` and `)}
      order by h.id desc
      limit ${keyset.take}`,
  )
}
