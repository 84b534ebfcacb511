/** SQL of field values, in bulk: one statement for any number of members and communities. */
import { sql } from 'kysely'
import type { FieldType, FieldValue } from '../../../contracts/fields.ts'
import { prepared, type Queryable, rows, run, type Transaction } from '../../platform/db/database.ts'

export interface WantedFieldValue {
  communityId: string
  memberId: string
  fieldId: string
}

// Sorted like the locks below, so that writers who meet wait for each other instead of deadlocking. A row made
// here locks its key: of two first writers the second waits until the first has committed.
const insertEmptyStatement = prepared<never>(
  'fields_insert_empty_values',
  `insert into fields_values (community_id, member_id, field_id, value)
   select distinct community_id, member_id, field_id, 'null'::jsonb
   from unnest($1::uuid[], $2::uuid[], $3::uuid[]) as wanted (community_id, member_id, field_id)
   order by community_id, member_id, field_id
   on conflict do nothing`,
)

export async function insertEmptyValues(tx: Transaction, wanted: readonly WantedFieldValue[]): Promise<void> {
  await run(tx, insertEmptyStatement, keyColumns(wanted))
}

export interface LockedValueRow {
  member_id: string
  field_id: string
  value: FieldValue
}

// ORDER BY works below FOR UPDATE: the locks are taken in the order of the key.
const lockStatement = prepared<LockedValueRow>(
  'fields_lock_values',
  `select v.member_id, v.field_id, v.value
   from fields_values v
   join (select distinct community_id, member_id, field_id
         from unnest($1::uuid[], $2::uuid[], $3::uuid[]) as asked (community_id, member_id, field_id)) as wanted
     using (community_id, member_id, field_id)
   order by v.community_id, v.member_id, v.field_id
   for update of v`,
)

export async function lockValueRows(
  tx: Transaction,
  wanted: readonly WantedFieldValue[],
): Promise<LockedValueRow[]> {
  return run(tx, lockStatement, keyColumns(wanted))
}

const listStatement = prepared<LockedValueRow>(
  'fields_list_values',
  `select value.member_id, value.field_id, value.value
   from unnest($1::uuid[], $2::uuid[], $3::uuid[]) as wanted (community_id, member_id, field_id)
   join fields_values value using (community_id, member_id, field_id)`,
)

export async function listValueRows(
  db: Queryable,
  wanted: readonly WantedFieldValue[],
): Promise<LockedValueRow[]> {
  return run(db, listStatement, keyColumns(wanted))
}

const upsertStatement = prepared<never>(
  'fields_upsert_values',
  `insert into fields_values (community_id, member_id, field_id, value, updated_at)
   select community_id, member_id, field_id, value, guildhall_now()
   from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::jsonb[]) as changed (community_id, member_id, field_id, value)
   order by community_id, member_id, field_id
   on conflict (community_id, member_id, field_id)
   do update set value = excluded.value, updated_at = excluded.updated_at`,
)

/** Each key at most once. */
export async function upsertValues(
  tx: Transaction,
  values: readonly (WantedFieldValue & { value: FieldValue })[],
): Promise<void> {
  await run(tx, upsertStatement, [...keyColumns(values), values.map((each) => JSON.stringify(each.value))])
}

/** The three arrays that every bulk statement here begins with. */
export function keyColumns(wanted: readonly WantedFieldValue[]): unknown[] {
  return [
    wanted.map((each) => each.communityId),
    wanted.map((each) => each.memberId),
    wanted.map((each) => each.fieldId),
  ]
}

export interface MemberFieldRow {
  id: string
  key: string
  name: string
  type: FieldType
  value: FieldValue
  updated_at: Date | null
}

/** Every living field, with the member's value or null. */
export async function listMemberFieldRows(
  db: Queryable,
  communityId: string,
  memberId: string,
): Promise<MemberFieldRow[]> {
  return rows(
    db,
    sql<MemberFieldRow>`
      select f.id, f.key, f.name, f.type, v.value, v.updated_at
      from fields_fields f
      left join fields_values v
        on v.community_id = f.community_id and v.member_id = ${memberId} and v.field_id = f.id
      where f.community_id = ${communityId} and f.retired_at is null
      order by f.id`,
  )
}
