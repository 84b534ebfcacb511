/** Listings: units that rest in the market at a price until they are bought, taken back, or their time is over. */
import Type, { type Static } from 'typebox'
import { appReadAccess, endpoint, memberAccess } from './endpoint.ts'
import { Fill } from './fills.ts'
import {
  Bps,
  Coins,
  CurrencyCode,
  ListedAs,
  Price,
  TierOf,
  tradedParts,
  Units,
  WantedUnits,
} from './market.ts'
import { amountMax, Id, inCommunity, nullable, oneOf, Time } from './values.ts'

export const orderSecondsMin = 3600
export const orderSecondsMax = 90 * 24 * 3600
export const orderSecondsDefault = 14 * 24 * 3600
export const openListingsMax = 200
export const openListingsPerBookMax = 20

/** Open ones first. */
export const listingStates = ['active', 'partly_filled', 'filled', 'canceled', 'expired'] as const
export type ListingState = (typeof listingStates)[number]

export const sellerKinds = ['member', 'app'] as const
export const Seller = Type.Object(
  {
    kind: oneOf(sellerKinds, 'A member, or an app out of its treasury'),
    id: nullable({ ...Id, description: 'Of a member: for the member, the app and staff' }),
    label: nullable(Type.String({ maxLength: 100 })),
  },
  { additionalProperties: false },
)

const Terms = Type.Integer({
  minimum: 1,
  maximum: amountMax,
  description: 'One more with every change of the price or of how the item looks; never with the quantity',
})

export const listingParts = {
  id: Id,
  ...tradedParts,
  state: oneOf(listingStates),
  quantity: WantedUnits,
  filled: Units,
  remaining: { ...Units, description: 'For sale' },
  returned: Units,
  unitPrice: Price,
  terms: Terms,
  allowPartial: Type.Boolean({ description: 'Else it is bought whole or not at all' }),
  feeBps: { ...Bps, description: 'As they were when it was made; a sale takes the lower of then and now' },
  royaltyBps: Bps,
  minimumTake: { ...Coins, description: 'The least that the seller gets for what is left and was sold' },
  expiresAt: Time,
  createdAt: Time,
  closedAt: nullable(Time),
}

export const Listing = Type.Object(
  {
    ...listingParts,
    seller: Seller,
    isOwn: Type.Boolean(),
    listedAs: ListedAs,
    isTradable: Type.Boolean({
      description: 'Not while its app is suspended or its item frozen, and never again once that is retired',
    }),
  },
  { additionalProperties: false },
)
export type Listing = Static<typeof Listing>

const ListingParams = inCommunity('listingId')
const ofListing = '/api/communities/{communityId}/listings/{listingId}'

export const listingEndpoints = [
  endpoint({
    name: 'createListing',
    method: 'POST',
    path: '/api/communities/{communityId}/items/{itemId}/listings',
    summary: 'Put units of an item up for sale; they are held until the listing ends',
    description:
      'Members sell what they hold; a key of the app with `items.issue` what lies in its treasury. `minimumTake` refuses what would bring the seller less.',
    access: { kind: 'app', permission: null, appPermission: 'items.issue' },
    params: inCommunity('itemId'),
    body: Type.Object(
      {
        quantity: WantedUnits,
        unitPrice: Price,
        tier: Type.Optional(TierOf),
        currency: Type.Optional({ ...CurrencyCode, description: 'The first of the item when left out' }),
        expiresInS: Type.Optional(
          Type.Integer({ minimum: orderSecondsMin, maximum: orderSecondsMax, default: orderSecondsDefault }),
        ),
        allowPartial: Type.Optional(Type.Boolean({ default: true })),
        minimumTake: Type.Optional(Coins),
      },
      { additionalProperties: false },
    ),
    answers: { 201: Listing },
    refusals: [
      'members_only',
      'unknown_item',
      'not_tradable',
      'trade_held',
      'insufficient_balance',
      'price_out_of_bounds',
      'amount_too_large',
      'minimum_take',
      'limit_reached',
    ],
  }),
  endpoint({
    name: 'getListing',
    method: 'GET',
    path: ofListing,
    summary: 'Read one listing',
    access: appReadAccess,
    params: ListingParams,
    answers: { 200: Listing },
    refusals: [],
  }),
  endpoint({
    name: 'updateListing',
    method: 'PATCH',
    path: ofListing,
    summary: 'Change the price of one’s own listing; it loses its place in time',
    access: { kind: 'app', permission: null, appPermission: 'items.issue' },
    params: ListingParams,
    body: Type.Object({ unitPrice: Price }, { additionalProperties: false }),
    answers: { 200: Listing },
    refusals: ['order_closed', 'not_tradable', 'price_out_of_bounds', 'amount_too_large'],
  }),
  endpoint({
    name: 'cancelListing',
    method: 'POST',
    path: `${ofListing}/cancellation`,
    summary: 'Take a listing back: what is left returns at once; one’s own, or any with `manage_market`',
    access: { kind: 'app', permission: null, appPermission: 'items.issue' },
    params: ListingParams,
    answers: { 200: Listing },
    refusals: ['order_closed'],
  }),
  endpoint({
    name: 'purchaseListing',
    method: 'POST',
    path: `${ofListing}/purchases`,
    summary: 'Buy units of one listing at the price that was seen',
    description:
      '`unitPrice` and `terms` are those of the listing as it was read: another price is refused, another quantity is not. Nothing is charged unless the units are delivered.',
    access: memberAccess,
    params: ListingParams,
    body: Type.Object(
      { quantity: WantedUnits, unitPrice: Price, terms: Terms },
      { additionalProperties: false },
    ),
    answers: { 201: Fill },
    refusals: [
      'members_only',
      'stock_changed',
      'terms_changed',
      'order_closed',
      'insufficient_balance',
      'amount_out_of_bounds',
      'member_limit',
      'own_order',
      'not_tradable',
    ],
  }),
] as const
