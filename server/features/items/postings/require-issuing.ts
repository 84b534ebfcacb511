/** Whether an app may issue and take at all, and to whom while it is not approved: refuses, or returns quietly. */
import type { Transaction } from '../../../platform/db/database.ts'
import { refuse } from '../../../platform/refusal.ts'
import { getMember } from '../../communities/index.ts'
import type { UnitOrder } from './posting.ts'
import { shareApp } from './postings.store.ts'
import { refuseOperation } from './refuse-operation.ts'

/** A suspended app issues and takes nothing; one that is not approved issues to those who manage apps only. */
export async function requireIssuing(tx: Transaction, { operations, ...address }: UnitOrder): Promise<void> {
  const app = await shareApp(tx, address)
  if (!app) return refuse('not_found', 'There is no such app.')
  if (app.state === 'suspended') refuse('app_suspended')
  if (app.state === 'approved') return
  const testers = new Map<string, boolean>()
  for (const [index, operation] of operations.entries()) {
    if (operation.op !== 'grant') continue
    const { memberId } = operation
    const isTester = testers.get(memberId) ?? (await managesApps(tx, address.communityId, memberId))
    testers.set(memberId, isTester)
    if (isTester) continue
    const reason = 'gives units to somebody who does not manage apps'
    refuseOperation({ index, refusal: 'app_not_approved', reason })
  }
}

async function managesApps(tx: Transaction, communityId: string, memberId: string): Promise<boolean> {
  const { isOwner, permissions } = await getMember(tx, communityId, memberId)
  return isOwner || permissions.some((name) => name === 'manage_apps' || name === 'administrator')
}
