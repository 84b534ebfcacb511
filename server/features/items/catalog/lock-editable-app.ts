/** Locks an app whose catalog is to be changed: those who change one catalog take turns. */
import type { Transaction } from '../../../platform/db/database.ts'
import { refuse } from '../../../platform/refusal.ts'
import type { AppAddress, AppRow } from '../apps/app.ts'
import { lockApp } from '../apps/apps.store.ts'

export async function lockEditableApp(tx: Transaction, address: AppAddress): Promise<AppRow> {
  const app = await lockApp(tx, address)
  if (!app) return refuse('not_found', 'There is no such app.')
  if (app.state === 'suspended') refuse('app_suspended', 'Its catalog stays as it is until that ends.')
  return app
}
