/**
 * A tier as a seller finds it: the test player of an app trades as if it were approved, and what it lists is marked as a
 * test. Everybody else finds it as it is.
 */
import type { Transaction } from '../../../platform/db/database.ts'
import { findMember, type TradedTier } from '../../items/index.ts'

export async function asTraded(
  tx: Transaction,
  tier: TradedTier,
  { communityId, memberId }: { communityId: string; memberId: string },
): Promise<{ tier: TradedTier; isTest: boolean }> {
  const seller = await findMember(tx, communityId, memberId)
  // A test player is the seller of no other app's items: it can have none of them.
  const isTest = seller?.test_app_id === tier.app_id
  const isOpen = isTest && tier.app_state !== 'suspended'
  return { tier: isOpen ? { ...tier, app_state: 'approved' } : tier, isTest }
}
