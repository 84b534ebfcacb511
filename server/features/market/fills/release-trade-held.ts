/** Units that go back take their trade holds with them, those held longest first, as when units are taken. */
import type { Transaction } from '../../../platform/db/database.ts'
import { listTradeHolds, spendTradeHeld, updateTradeHold } from '../../items/index.ts'
import type { FillRow } from './fill.ts'

export async function releaseTradeHeld(
  tx: Transaction,
  { community_id: communityId, buyer_id: memberId, tier_id: tierId, quantity }: FillRow,
): Promise<void> {
  const kept = await listTradeHolds(tx, communityId, memberId, tierId)
  for (const left of spendTradeHeld(kept, quantity))
    await updateTradeHold(tx, { communityId, memberId, tierId }, left)
}
