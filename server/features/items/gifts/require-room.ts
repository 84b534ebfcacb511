/** Whether a member may have so many more units of a tier: refuses, or returns quietly. */
import type { Transaction } from '../../../platform/db/database.ts'
import { refuse } from '../../../platform/refusal.ts'
import { listBalanceRows, listComingRows, listHeldRows } from '../../ledger/index.ts'

export interface Room {
  communityId: string
  memberId: string
  asset: string
  /** Null for no limit. */
  maxPerMember: number | null
}

export async function requireRoom(
  tx: Transaction,
  { communityId, memberId, asset, maxPerMember }: Room,
  quantity: number,
): Promise<void> {
  if (maxPerMember === null) return
  const available = await listBalanceRows(tx, communityId, [memberId])
  const held = await listHeldRows(tx, communityId, [memberId])
  // What they have ordered out of the game counts as well: it may still be issued to them.
  const coming = await listComingRows(tx, communityId, [memberId])
  const amounts = [
    ...available.filter((row) => row.asset === asset).map(({ amount }) => amount),
    ...[...held, ...coming].filter((row) => row.asset === asset).map(({ remaining }) => remaining),
  ]
  const owned = amounts.reduce((sum, each) => sum + each, 0)
  if (owned + quantity <= maxPerMember) return
  refuse(
    'member_limit',
    `The receiver would have ${owned + quantity} units, and ${maxPerMember} are the most.`,
  )
}
