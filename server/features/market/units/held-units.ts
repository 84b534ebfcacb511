/** What of members' assets lies in holds, so that a change can tell owned units beside the available ones. */
import type { Transaction } from '../../../platform/db/database.ts'
import { listComingRows, listHeldRows } from '../../ledger/index.ts'

export interface HeldUnits {
  of: (memberId: string, asset: string) => number
  add: (memberId: string, asset: string, quantity: number) => void
}

/** Read it under the locks of the members' counters. */
export async function readHeld(
  tx: Transaction,
  communityId: string,
  memberIds: readonly string[],
): Promise<HeldUnits> {
  return heldUnits(memberIds.length === 0 ? [] : await listHeldRows(tx, communityId, memberIds))
}

/** What members have ordered out of games: not theirs yet, and it counts towards their limits. */
export async function readComing(
  tx: Transaction,
  communityId: string,
  memberIds: readonly string[],
): Promise<HeldUnits> {
  return heldUnits(memberIds.length === 0 ? [] : await listComingRows(tx, communityId, memberIds))
}

function heldUnits(rows: readonly { holder_id: string; asset: string; remaining: number }[]): HeldUnits {
  const held = new Map<string, number>()
  const keyOf = (memberId: string, asset: string) => `${memberId} ${asset}`
  const of = (memberId: string, asset: string) => held.get(keyOf(memberId, asset)) ?? 0
  const add = (memberId: string, asset: string, quantity: number) =>
    void held.set(keyOf(memberId, asset), of(memberId, asset) + quantity)
  for (const { holder_id, asset, remaining } of rows) add(holder_id, asset, remaining)
  return { of, add }
}
