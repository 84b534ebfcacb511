/** Whether members may move units of an item now, and how many of theirs: refuses, or answers quietly. */
import type { AppState } from '../../../../contracts/apps.ts'
import type { Transaction } from '../../../platform/db/database.ts'
import { refuse } from '../../../platform/refusal.ts'
import { findTestPlayer } from '../../communities/index.ts'
import { listBalanceRows } from '../../ledger/index.ts'
import type { AppAddress } from '../apps/app.ts'
import { shareApp } from './postings.store.ts'
import { type HoldingAddress, listTradeHolds } from './trade-holds.store.ts'

/** Locks the app, shared: what members do needs one that is approved; its test player needs none. */
export async function shareApprovedApp(
  tx: Transaction,
  address: AppAddress,
  memberId: string,
): Promise<{ title: string }> {
  const app = await shareApp(tx, address)
  if (!app) return refuse('not_found', 'There is no such app.')
  await requireApproved(tx, address, app.state, memberId)
  return app
}

export async function requireApproved(
  tx: Transaction,
  address: AppAddress,
  state: AppState,
  memberId: string,
): Promise<void> {
  if (state === 'approved') return
  if (state === 'suspended') refuse('app_suspended')
  const player = await findTestPlayer(tx, address)
  if (player?.id !== memberId) refuse('app_not_approved')
}

/** Under the lock of the inventory. Units under a trade hold can be used, and not moved. */
export async function requireTradable(
  tx: Transaction,
  holding: HoldingAddress & { asset: string },
  quantity: number,
): Promise<void> {
  const { communityId, memberId, tierId, asset } = holding
  const balances = await listBalanceRows(tx, communityId, [memberId])
  const available = balances.find((row) => row.asset === asset)?.amount ?? 0
  if (quantity > available) {
    const detail = `${quantity} units are asked for, and ${available} are available.`
    refuse('insufficient_balance', detail, { asset, required: quantity, available })
  }
  const holds = await listTradeHolds(tx, communityId, memberId, tierId)
  const tradeHeld = holds.reduce((sum, hold) => sum + hold.quantity, 0)
  const tradable = available - tradeHeld
  if (quantity <= tradable) return
  const [until = null] = holds.map((hold) => hold.until.toISOString()).sort()
  const detail = `${Math.max(0, tradable)} units can be moved now; the first of the others at ${until}.`
  refuse('trade_held', detail, { quantity: tradeHeld, until })
}
