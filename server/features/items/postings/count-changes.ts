/** Counts what the postings of one transaction changed, each under the next number of every member it concerns. */
import type { Context } from '../../../context.ts'
import { invariant } from '../../../platform/invariant.ts'
import { isItemAsset, type PostedTransfer, type Posting } from '../../ledger/index.ts'
import type { AppAddress } from '../apps/app.ts'
import { unitKey } from './plan-posting.rules.ts'
import type { ToldChange, UnitOperation } from './posting.ts'
import { unitChanges } from './unit-changes.rules.ts'

export interface Counted extends Pick<AppAddress, 'appId'> {
  operations: readonly UnitOperation[]
  /** As they were locked. */
  sequences: ReadonlyMap<string, number>
  /** Units in holds, by `unitKey`, before any of the postings. */
  held: ReadonlyMap<string, number>
}

export type CountChanges = (posting: Posting, transfers: readonly PostedTransfer[]) => ToldChange[]

/** Called for each posting, in their order. */
export function changesCounter(
  ctx: Pick<Context, 'ids'>,
  { appId, operations, ...before }: Counted,
): CountChanges {
  const sequences = new Map(before.sequences)
  const held = new Map(before.held)
  const units = new Map(
    operations.flatMap((each) => (each.op === 'payout' ? [] : [[each.tier.asset, each] as const])),
  )
  return ({ cause, action }, transfers) => {
    for (const { asset, amount, from, to } of transfers) {
      if (from.kind !== 'hold' || to.kind !== 'member') continue
      const key = unitKey(to.id, asset)
      held.set(key, (held.get(key) ?? 0) - amount)
    }
    const changed = unitChanges(transfers, isItemAsset, held)
    for (const memberId of new Set(changed.map((each) => each.memberId)))
      sequences.set(memberId, (sequences.get(memberId) ?? 0) + 1)
    return changed.map(({ memberId, asset, delta, countAfter, ownedAfter }) => {
      const unit = units.get(asset)
      invariant(unit, 'a change is of an asset that was asked for')
      const { item, tier } = unit
      const change = {
        ...{ changeId: ctx.ids.next(), memberId, appId, itemId: item.id, itemUri: tier.shownUri },
        ...{ tier: tier.key, delta, countAfter, ownedAfter },
        ...{ inventorySequence: sequences.get(memberId) ?? 0, postingId: cause.id, reason: action },
      }
      return { tierId: tier.id, kind: item.kind, change }
    })
  }
}
