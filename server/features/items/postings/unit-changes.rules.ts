/** What a posting did to the available units of each member: the net, with the counts after it. */
import type { PostedTransfer } from '../../ledger/index.ts'
import { unitKey } from './plan-posting.rules.ts'

export interface UnitChange {
  memberId: string
  asset: string
  delta: number
  countAfter: number
  ownedAfter: number
}

/** `held`: units in holds, by `unitKey`. In the order in which they were first touched. */
export function unitChanges(
  transfers: readonly Pick<
    PostedTransfer,
    'asset' | 'amount' | 'from' | 'to' | 'fromBalance' | 'toBalance'
  >[],
  isUnit: (asset: string) => boolean,
  held: ReadonlyMap<string, number>,
): UnitChange[] {
  const changes = new Map<string, UnitChange>()
  const add = (memberId: string, asset: string, delta: number, countAfter: number) => {
    const key = unitKey(memberId, asset)
    const before = changes.get(key)?.delta ?? 0
    const ownedAfter = countAfter + (held.get(key) ?? 0)
    changes.set(key, { memberId, asset, delta: before + delta, countAfter, ownedAfter })
  }
  for (const { asset, amount, from, to, fromBalance, toBalance } of transfers) {
    if (!isUnit(asset)) continue
    if (from.kind === 'member') add(from.id, asset, -amount, fromBalance ?? 0)
    if (to.kind === 'member') add(to.id, asset, amount, toBalance ?? 0)
  }
  return [...changes.values()].filter(({ delta }) => delta !== 0)
}
