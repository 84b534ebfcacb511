/** Whom to write to about something that needs a permission: the owner, and staff who hold it. At most fifty. */
import type { PermissionName } from '../../../contracts/permissions.ts'
import type { Queryable } from '../../platform/db/database.ts'
import { permissionBits } from '../access/index.ts'
import { listStaffEmailRows } from './members.store.ts'

export async function listStaffEmails(
  db: Queryable,
  communityId: string,
  permission: PermissionName,
): Promise<string[]> {
  const rows = await listStaffEmailRows(db, communityId, permissionBits([permission, 'administrator']))
  return rows.map(({ email }) => email)
}
