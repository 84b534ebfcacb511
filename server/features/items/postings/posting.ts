/** The words of postings: operations whose items and members were found, and how one is refused. */
import type { ItemChange } from '../../../../contracts/inventory.ts'
import type { ItemKind } from '../../../../contracts/items.ts'
import type { RefusalCode } from '../../../../contracts/refusals.ts'
import type { RefusedFacts } from '../../../platform/refusal.ts'
import type { AppAddress } from '../apps/app.ts'
import type { ItemRow, TierRow } from '../catalog/item.ts'

/** With the address by which the wire names it. */
export type ShownTier = TierRow & { shownUri: string }

/** `memberId` null: the shelf of the app. */
export type UnitOperation =
  | { op: 'grant'; memberId: string; item: ItemRow; tier: ShownTier; quantity: number }
  | {
      op: 'take'
      memberId: string | null
      item: ItemRow
      tier: ShownTier
      quantity: number
      /** Orders in which such units lie are closed first. */
      closesOrders?: boolean | undefined
    }
  | { op: 'stock'; memberId: null; item: ItemRow; tier: ShownTier; quantity: number }
  | { op: 'payout'; memberId: string; asset: string; quantity: number }

export const assetOf = (operation: UnitOperation): string =>
  operation.op === 'payout' ? operation.asset : operation.tier.asset

/** Whether new units come into the world. */
export const issues = (
  operation: UnitOperation,
): operation is Extract<UnitOperation, { op: 'grant' | 'stock' }> =>
  operation.op === 'grant' || operation.op === 'stock'

export interface RefusedOperation {
  index: number
  refusal: RefusalCode
  reason: string
  facts?: RefusedFacts
}

export interface UnitOrder extends AppAddress {
  operations: readonly UnitOperation[]
  reason: string
  reference: string | null
  tags: readonly string[]
  isDryRun: boolean
}

export interface ToldChange {
  tierId: string
  kind: ItemKind
  change: ItemChange
}
