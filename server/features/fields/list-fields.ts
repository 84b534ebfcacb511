/** Lists the fields of a community that are in use, oldest first. */
import type { CustomField } from '../../../contracts/fields.ts'
import type { Queryable } from '../../platform/db/database.ts'
import { listLivingFieldRows } from './fields.store.ts'
import { fieldView } from './fields.views.ts'

export async function listLivingFields(db: Queryable, communityId: string): Promise<CustomField[]> {
  return (await listLivingFieldRows(db, communityId)).map(fieldView)
}
