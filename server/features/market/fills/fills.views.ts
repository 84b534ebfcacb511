/** Fills in the shapes of the contract and of the events. */
import type { EventPayload } from '../../../../contracts/events/index.ts'
import type { Fill } from '../../../../contracts/fills.ts'
import { type Viewer, wordsOf } from '../listings/listings.views.ts'
import type { TierWords } from '../listings/shown.store.ts'
import { viewParts } from '../pricing/parts.rules.ts'
import type { FillRow } from './fill.ts'
import type { ShownFill } from './fills.store.ts'

type Words = Omit<TierWords, 'item_state' | 'frozen_at' | 'app_state'>

/** `isNamed`: whether this member is told of. */
function partsOf(row: FillRow, tier: Words, isNamed: (memberId: string) => boolean) {
  const receiver = (kind: 'member' | 'app', id: string) => ({
    kind,
    id: kind === 'app' || isNamed(id) ? id : null,
  })
  return {
    ...{ id: row.id, listingId: row.listing_id, number: row.number, appId: row.app_id, itemId: row.item_id },
    ...{ ...wordsOf(tier), currency: row.currency, quantity: row.quantity, unitPrice: row.unit_price },
    gross: row.gross,
    parts: viewParts(
      { seller: row.seller_amount, royalty: row.royalty_amount, fee: row.fee_amount },
      { feeBps: row.fee_bps, royaltyBps: row.royalty_bps },
      {
        seller: receiver(row.seller_kind, row.seller_id),
        royalty: receiver(row.royalty_kind, row.royalty_id),
        communityId: row.community_id,
      },
    ),
    executedAt: row.created_at.toISOString(),
    reversedAt: row.reversed_at?.toISOString() ?? null,
  }
}

/** Names of members, where they were read with it. */
type Labels = Partial<Pick<ShownFill, 'seller_label' | 'buyer_label'>>

export function viewFill(row: FillRow & Labels, tier: Words, { memberId, seesAll }: Viewer): Fill {
  const isNamed = (id: string) => seesAll || id === memberId
  const label = (id: string, text: string | null | undefined) => (isNamed(id) ? (text ?? null) : null)
  return {
    ...partsOf(row, tier, isNamed),
    seller: {
      kind: row.seller_kind,
      id: row.seller_kind === 'app' || isNamed(row.seller_id) ? row.seller_id : null,
      label: label(row.seller_id, row.seller_label),
    },
    buyer: {
      kind: 'member',
      id: isNamed(row.buyer_id) ? row.buyer_id : null,
      label: label(row.buyer_id, row.buyer_label),
    },
    reversalReason: isNamed(row.seller_id) || isNamed(row.buyer_id) ? row.reversal_reason : null,
  }
}

export function toldFill(row: FillRow, tier: Words): EventPayload<'fill.executed'>['fill'] {
  return {
    ...partsOf(row, tier, () => true),
    ...{ sellerKind: row.seller_kind, sellerId: row.seller_id, buyerId: row.buyer_id },
  }
}
