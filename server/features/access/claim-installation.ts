/** Makes an account the owner of the installation; there is never a second one. */
import type { Transaction } from '../../platform/db/database.ts'
import { refuse } from '../../platform/refusal.ts'
import { insertInstallation } from './access.store.ts'

export async function claimInstallation(tx: Transaction, accountId: string): Promise<void> {
  if (!(await insertInstallation(tx, accountId))) refuse('already_set_up')
}
