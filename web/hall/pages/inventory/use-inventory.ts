/** What I hold, kept fresh: games give and take at any time. */
import { usePages, useRead } from '../../../api/queries.ts'
import { useMembership } from '../../../app/community.tsx'
import type { InventoryQuery } from './inventory-query.rules.ts'

const refreshMs = 10_000

/** As far as one has scrolled. */
export function useInventory(query: InventoryQuery) {
  const { communityId, memberId } = useMembership()
  return usePages('getInventory', { params: { communityId, memberId }, query }, { refetchMs: refreshMs })
}

/** The newest of all, whatever the list is narrowed by: whether there is anything, of which games, with which tags. */
export function useNewestHoldings() {
  const { communityId, memberId } = useMembership()
  return useRead('getInventory', { params: { communityId, memberId } }, { refetchMs: refreshMs })
}

/** Of one item, tier by tier. */
export function useHoldingsOf(itemId: string) {
  const { communityId, memberId } = useMembership()
  const input = { params: { communityId, memberId }, query: { itemId } }
  return useRead('getInventory', input, { refetchMs: refreshMs })
}
