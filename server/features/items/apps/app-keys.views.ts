/** Keys of apps in the shape of the contract: never the keys themselves. */
import type { AppKey } from '../../../../contracts/app-keys.ts'
import type { AppKeyRow } from './app-keys.store.ts'

export function viewAppKey(row: AppKeyRow): AppKey {
  return {
    id: row.id,
    masked: row.masked,
    permissions: row.permissions,
    createdAt: row.created_at.toISOString(),
    endsAt: row.ends_at?.toISOString() ?? null,
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
  }
}
