/** Whether an app may issue and take at all, and to whom while it is not approved: refuses, or returns quietly. */
import type { Transaction } from '../../../platform/db/database.ts'
import { refuse } from '../../../platform/refusal.ts'
import { getMember, listTestPlayers } from '../../communities/index.ts'
import type { StoredSettings } from '../catalog/item.ts'
import type { UnitOrder } from './posting.ts'
import { type SharedApp, shareApp } from './postings.store.ts'
import { refuseOperation } from './refuse-operation.ts'

/**
 * A suspended app issues and takes nothing; one that is not approved issues to those who manage apps only, and to its
 * test player. Answers the app, and the test players among those who are named.
 */
export async function requireIssuing(
  tx: Transaction,
  { operations, ...address }: UnitOrder,
): Promise<{ app: SharedApp; testPlayers: ReadonlySet<string> }> {
  const app = await shareApp(tx, address)
  if (!app) return refuse('not_found', 'There is no such app.')
  if (app.state === 'suspended') refuse('app_suspended')
  const testPlayers = await judgeTests(tx, { operations, ...address })
  if (app.state === 'approved') return { app, testPlayers }
  const testers = new Map<string, boolean>()
  for (const [index, operation] of operations.entries()) {
    if (operation.op !== 'grant') continue
    const { memberId } = operation
    if (testPlayers.has(memberId)) continue
    const isTester = testers.get(memberId) ?? (await managesApps(tx, address.communityId, memberId))
    testers.set(memberId, isTester)
    if (isTester) continue
    const reason = 'gives units to somebody who does not manage apps'
    refuseOperation({ index, refusal: 'app_not_approved', reason })
  }
  return { app, testPlayers }
}

/** A test player has units of its own app alone, no coins, and none that would use up what is scarce for ever. */
async function judgeTests(
  tx: Transaction,
  { operations, communityId, appId }: Pick<UnitOrder, 'operations' | 'communityId' | 'appId'>,
): Promise<ReadonlySet<string>> {
  const memberIds = [...new Set(operations.flatMap(({ memberId }) => memberId ?? []))]
  const found = await listTestPlayers(tx, communityId, memberIds)
  const appOf = new Map(found.map((player) => [player.id, player.app_id]))
  for (const [index, operation] of operations.entries()) {
    const ofApp = appOf.get(operation.memberId ?? '')
    if (ofApp === undefined) continue
    if (operation.op === 'payout' || ofApp !== appId) {
      refuseOperation({ index, refusal: 'not_found', reason: 'names nobody here' })
    }
    if (operation.op === 'grant' && isSpentForEver(operation.item.settings)) {
      const reason = 'would use up a unit of a cap that counts all that were ever issued'
      refuseOperation({ index, refusal: 'supply_exhausted', reason })
    }
  }
  return new Set(appOf.keys())
}

/** Whether a unit that a test has used up never makes room for another. */
const isSpentForEver = ({ supplyCap, capCounts }: Pick<StoredSettings, 'supplyCap' | 'capCounts'>): boolean =>
  supplyCap !== null && capCounts === 'issued_ever'

async function managesApps(tx: Transaction, communityId: string, memberId: string): Promise<boolean> {
  const { isOwner, permissions } = await getMember(tx, communityId, memberId)
  return isOwner || permissions.some((name) => name === 'manage_apps' || name === 'administrator')
}
