/** SQL of field definitions. */
import { sql } from 'kysely'
import type { FieldType } from '../../../contracts/fields.ts'
import { firstRow, type Queryable, rows, type Transaction } from '../../platform/db/database.ts'

export interface FieldRow {
  id: string
  key: string
  name: string
  type: FieldType
  options: string[]
  created_at: Date
}

const fieldColumns = sql`id, key, name, type, options, created_at`

/** Fields are counted before one is added; without the lock two requests could both see room for the last. */
export async function lockFieldDefinitions(tx: Transaction, communityId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`fields.fields:${communityId}`}, 0))`.execute(tx)
}

export async function countLivingFields(db: Queryable, communityId: string): Promise<number> {
  const row = await firstRow(
    db,
    sql<{ count: number }>`
      select count(*) as count from fields_fields where community_id = ${communityId} and retired_at is null`,
  )
  return row?.count ?? 0
}

export async function insertField(
  tx: Transaction,
  field: { communityId: string; id: string; key: string; name: string; type: string; options: string[] },
): Promise<void> {
  await sql`
    insert into fields_fields (community_id, id, key, name, type, options)
    values (${field.communityId}, ${field.id}, ${field.key}, ${field.name}, ${field.type},
            ${JSON.stringify(field.options)})`.execute(tx)
}

export async function findLivingFieldRow(
  db: Queryable,
  communityId: string,
  fieldId: string,
): Promise<FieldRow | undefined> {
  return firstRow(
    db,
    sql<FieldRow>`
      select ${fieldColumns} from fields_fields
      where community_id = ${communityId} and id = ${fieldId} and retired_at is null`,
  )
}

/** As `findLivingFieldRow`, and nobody renames or retires it until this transaction ends. */
export async function lockLivingFieldRow(
  tx: Transaction,
  communityId: string,
  fieldId: string,
): Promise<FieldRow | undefined> {
  return firstRow(
    tx,
    sql<FieldRow>`
      select ${fieldColumns} from fields_fields
      where community_id = ${communityId} and id = ${fieldId} and retired_at is null
      for update`,
  )
}

export async function listLivingFieldRows(db: Queryable, communityId: string): Promise<FieldRow[]> {
  return rows(
    db,
    sql<FieldRow>`
      select ${fieldColumns} from fields_fields
      where community_id = ${communityId} and retired_at is null
      order by id`,
  )
}

export async function updateFieldName(
  tx: Transaction,
  communityId: string,
  fieldId: string,
  name: string,
): Promise<void> {
  await sql`
    update fields_fields set name = ${name} where community_id = ${communityId} and id = ${fieldId}`.execute(
    tx,
  )
}

export async function updateFieldRetired(
  tx: Transaction,
  communityId: string,
  fieldId: string,
): Promise<void> {
  await sql`
    update fields_fields set retired_at = guildhall_now()
    where community_id = ${communityId} and id = ${fieldId}`.execute(tx)
}
