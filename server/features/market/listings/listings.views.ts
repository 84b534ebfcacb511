/** Listings in the shapes of the contract and of the events. */
import type { EventPayload } from '../../../../contracts/events/index.ts'
import type { Listing } from '../../../../contracts/listings.ts'
import { holds } from '../../access/index.ts'
import type { Actor } from '../../actor.ts'
import { isSameDigest, pathIf, shownUriOf, type TradedTier } from '../../items/index.ts'
import type { ListingRow } from './listing.ts'
import { minimumTakeOf, whyNotTradable } from './listings.rules.ts'
import type { ShownListing, TierWords } from './shown.store.ts'

/** Who looks: members are told of others only with permission, and the app is told everything of its own. */
export interface Viewer {
  memberId: string | null
  appId: string | null
  seesAll: boolean
}

export const viewerOf = (actor: Pick<Actor, 'memberId' | 'app' | 'permissions'>): Viewer => ({
  memberId: actor.memberId,
  appId: actor.app?.appId ?? null,
  seesAll: actor.app !== null || holds(actor, 'manage_market'),
})

export const wordsOf = (tier: Omit<TierWords, 'item_state' | 'frozen_at' | 'app_state'>) => ({
  itemUri: shownUriOf(tier),
  itemName: tier.item_name,
  tier: tier.tier_key,
})

const timeOf = (at: Date | null) => at?.toISOString() ?? null

function partsOf(row: ListingRow, tier: TierWords) {
  return {
    ...{ id: row.id, appId: row.app_id, itemId: row.item_id, ...wordsOf(tier), currency: row.currency },
    ...{ state: row.state, quantity: row.quantity, filled: row.filled, remaining: row.remaining },
    ...{
      returned: row.returned,
      unitPrice: row.unit_price,
      terms: row.terms,
      allowPartial: row.allow_partial,
    },
    ...{ feeBps: row.fee_bps, royaltyBps: row.royalty_bps, minimumTake: minimumTakeOf(row) },
    ...{ expiresAt: row.expires_at.toISOString(), createdAt: row.created_at.toISOString() },
    closedAt: timeOf(row.closed_at),
  }
}

export function toldListing(row: ListingRow, tier: TierWords): EventPayload<'listing.created'>['listing'] {
  return { ...partsOf(row, tier), sellerKind: row.seller_kind, sellerId: row.seller_id }
}

/** One whose time is over is shown as such, with its units back, though the sweep has not come by. */
export function viewListing(row: ShownListing, viewer: Viewer): Listing {
  const isOver = row.is_over && row.remaining > 0
  const ended = {
    ...row,
    state: row.ends_as,
    returned: row.remaining,
    remaining: 0,
    closed_at: row.expires_at,
  }
  const isOwn = isOwnOf(row, viewer)
  const isNamed = row.seller_kind === 'app' || isOwn || viewer.seesAll
  return {
    ...partsOf(isOver ? ended : row, row),
    seller: {
      kind: row.seller_kind,
      id: isNamed ? row.seller_id : null,
      label: isNamed ? (row.seller_label ?? 'Former member') : null,
    },
    isOwn,
    listedAs: viewListedAs(row.community_id, row, row),
    isTradable: whyNotTradable(row) === undefined,
  }
}

export const isOwnOf = (
  { seller_kind, seller_id }: Pick<ListingRow, 'seller_kind' | 'seller_id'>,
  { memberId, appId }: Viewer,
): boolean => seller_id === (seller_kind === 'member' ? memberId : appId)

type ListedLooks = Pick<ListingRow, 'listed_name' | 'listed_image' | 'listed_attributes'>
type LooksNow = Pick<TradedTier, 'item_name' | 'image_digest' | 'attributes_digest'>

/** How the item looked when it was listed, where it looks otherwise now. */
export function viewListedAs(
  communityId: string,
  { listed_name: name, listed_image: image, listed_attributes: attributes }: ListedLooks,
  now: LooksNow,
): Listing['listedAs'] {
  if (name === null || attributes === null) return null
  const hasOtherAttributes = !isSameDigest(attributes, now.attributes_digest)
  const isSame = name === now.item_name && isSameDigest(image, now.image_digest) && !hasOtherAttributes
  return isSame ? null : { name, picture: pathIf(communityId, image), hasOtherAttributes }
}
