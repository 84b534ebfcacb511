/** What some postings changed in the running sums of their assets. */
import type { BalanceChange, TransferRow } from './ledger.rows.ts'

export interface SupplyChange {
  communityId: string
  asset: string
  issued: bigint
  sunk: bigint
  held: bigint
  holders: number
}

/**
 * What is held comes from the balances and not from the transfers, so that the sums prove each other. In the order of
 * their keys, which is the order in which their rows are locked.
 */
export function supplyChangesOf(
  transfers: readonly TransferRow[],
  balances: readonly BalanceChange[],
): SupplyChange[] {
  const changes = new Map<string, SupplyChange>()
  const of = (communityId: string, asset: string): SupplyChange => {
    const key = `${communityId} ${asset}`
    const known = changes.get(key)
    if (known) return known
    const fresh = { communityId, asset, issued: 0n, sunk: 0n, held: 0n, holders: 0 }
    changes.set(key, fresh)
    return fresh
  }
  for (const { community_id, asset, amount, from_kind, to_kind } of transfers) {
    const change = of(community_id, asset)
    if (from_kind === 'issuer') change.issued += BigInt(amount)
    if (to_kind === 'issuer') change.issued -= BigInt(amount)
    if (to_kind === 'sink') change.sunk += BigInt(amount)
    if (from_kind === 'sink') change.sunk -= BigInt(amount)
  }
  for (const { community_id, asset, holder_kind, before, amount } of balances) {
    const change = of(community_id, asset)
    change.held += BigInt(amount - before)
    if (holder_kind === 'member') change.holders += Number(amount > 0) - Number(before > 0)
  }
  return [...changes].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, change]) => change)
}
