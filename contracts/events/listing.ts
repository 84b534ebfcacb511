/** Events of listings. `changes` are the available units of members that moved with it, if any did. */
import Type from 'typebox'
import { ItemChange } from '../inventory.ts'
import { itemReasonMax } from '../items.ts'
import { listingParts, sellerKinds } from '../listings.ts'
import { Id, nullable, oneOf } from '../values.ts'
import { event, exampleId, exampleMemberId } from './event-type.ts'

const payload = {
  listing: Type.Object(
    { ...listingParts, sellerKind: oneOf(sellerKinds), sellerId: Id },
    { additionalProperties: false },
  ),
  fillIds: Type.Array(Id, { maxItems: 100, description: 'Of what was just sold' }),
  reason: nullable(Type.String({ maxLength: itemReasonMax })),
  changes: Type.Array(ItemChange, { maxItems: 100 }),
}

type State = 'active' | 'partly_filled' | 'filled' | 'canceled' | 'expired'

const example = (state: State, { filled = 0, returned = 0, reason = null as string | null } = {}) => ({
  listing: {
    id: exampleId,
    appId: exampleId,
    itemId: exampleId,
    itemUri: 'https://items.ember-isles.example/item?id=3300',
    itemName: 'Ember shard',
    tier: 'default',
    currency: 'coins',
    state,
    quantity: 20,
    filled,
    remaining: 20 - filled - returned,
    returned,
    unitPrice: 95,
    terms: 1,
    allowPartial: true,
    feeBps: 500,
    royaltyBps: 250,
    minimumTake: 1758,
    expiresAt: '2026-12-09T12:00:00.000Z',
    createdAt: '2026-11-25T12:00:00.000Z',
    closedAt: state === 'active' || state === 'partly_filled' ? null : '2026-11-26T12:00:00.000Z',
    sellerKind: 'member' as const,
    sellerId: exampleMemberId,
  },
  fillIds: state === 'partly_filled' || state === 'filled' ? [exampleId] : [],
  reason,
  changes: [],
})

export const listingCreated = event(
  'listing.created',
  'Units of an item were put up for sale',
  payload,
  example('active'),
)

export const listingUpdated = event(
  'listing.updated',
  'The price of a listing was changed',
  payload,
  example('active'),
)

export const listingPartlyFilled = event(
  'listing.partly_filled',
  'Some units of a listing were bought',
  payload,
  example('partly_filled', { filled: 4 }),
)

export const listingFilled = event(
  'listing.filled',
  'The last units of a listing were bought',
  payload,
  example('filled', { filled: 20 }),
)

export const listingCanceled = event(
  'listing.canceled',
  'A listing was taken back; what was left returned to the seller',
  payload,
  example('canceled', { returned: 20, reason: 'Asked by the seller' }),
)

export const listingExpired = event(
  'listing.expired',
  'The time of a listing was over; what was left returned to the seller',
  payload,
  example('expired', { returned: 20 }),
)
