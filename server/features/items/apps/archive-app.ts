/** Archives an app: nobody finds it any more and its keys open nothing; histories go on naming it. */
import type { Transaction } from '../../../platform/db/database.ts'
import { refuse } from '../../../platform/refusal.ts'
import type { Actor } from '../../actor.ts'
import { listIssuedRows } from '../../ledger/index.ts'
import { listAssetsOfApp } from '../catalog/tiers.store.ts'
import type { AppAddress } from './app.ts'
import { type ChangeContext, changeApp } from './change-app.ts'

/** Refused while units of it are in circulation: what somebody holds must not lose its meaning. */
export async function archiveApp(ctx: ChangeContext, actor: Actor, address: AppAddress): Promise<void> {
  await changeApp(ctx, actor, address, async (tx) => {
    const units = await circulating(tx, address)
    if (units > 0) refuse('app_in_use', `Units of its items are in circulation: ${units}.`)
    return { change: { isArchived: true }, type: 'app.archived', reason: null, changes: {} }
  })
}

/** Under the lock of the app, for whose units every posting waits. */
async function circulating(tx: Transaction, { communityId, appId }: AppAddress): Promise<number> {
  const assets = await listAssetsOfApp(tx, communityId, appId)
  if (assets.length === 0) return 0
  const issued = await listIssuedRows(tx, communityId, assets)
  return issued.reduce((sum, row) => sum + row.issued - row.sunk, 0)
}
