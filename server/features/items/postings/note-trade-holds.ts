/** Keeps the trade holds of the holdings that a posting touches: new ones for grants, used up ones for what is taken. */
import { decisionTime, type Transaction } from '../../../platform/db/database.ts'
import type { Ids } from '../../../platform/ids.ts'
import { findItemsSettings } from '../settings/items-settings.store.ts'
import type { UnitOperation } from './posting.ts'
import { spendTradeHeld, tradeHoldUntil } from './trade-holds.rules.ts'
import { insertTradeHold, listTradeHolds, updateTradeHold } from './trade-holds.store.ts'

export async function noteTradeHolds(
  tx: Transaction,
  ids: Ids,
  communityId: string,
  operations: readonly UnitOperation[],
): Promise<void> {
  const now = await decisionTime(tx)
  const { trade_hold_floor_s: floorS } = await findItemsSettings(tx, communityId)
  for (const operation of operations) {
    if (operation.op === 'payout' || operation.memberId === null) continue
    const { op, memberId, item, tier, quantity } = operation
    const holding = { communityId, memberId, tierId: tier.id }
    if (op === 'grant') {
      const until = tradeHoldUntil(now, item.settings.tradeHoldS.grant, floorS)
      if (until) await insertTradeHold(tx, holding, { id: ids.next(), quantity, until })
      continue
    }
    const holds = await listTradeHolds(tx, communityId, memberId, tier.id)
    for (const left of spendTradeHeld(holds, quantity)) await updateTradeHold(tx, holding, left)
  }
}
