/** The market of a community: its settings, what is for sale, and what a price comes to. */
import Type, { type Static } from 'typebox'
import { appReadAccess, endpoint, needs } from './endpoint.ts'
import { giftAcceptances } from './gifts.ts'
import { ImagePath } from './images.ts'
import { itemKinds, itemNameMax, royaltyBpsMax, tagCountMax, tagMax, tradeHoldSecondsMax } from './items.ts'
import {
  amountMax,
  CommunityParams,
  Id,
  inCommunity,
  nullable,
  oneOf,
  pageOf,
  pageQuery,
  webAddressMax,
} from './values.ts'

export const bpsMax = 9500
export const feeBpsDefault = 500
export const royaltyBpsDefault = 500
/** So that amount x 10,000 fits what the database counts with. */
export const grossMax = 900_000_000_000_000
export const bookLevelsMax = 20
export const bookListingsMax = 50
export const currencyCountMax = 20

export const Price = Type.Integer({ minimum: 1, maximum: grossMax })
export const Units = Type.Integer({ minimum: 0, maximum: amountMax })
export const WantedUnits = Type.Integer({ minimum: 1, maximum: amountMax })
export const Coins = Type.Integer({ minimum: 0, maximum: grossMax })
export const CurrencyCode = Type.String({ minLength: 1, maxLength: 50 })
export const Bps = Type.Integer({ minimum: 0, maximum: bpsMax, description: 'In 1/10,000 of the price' })
export const TierOf = Type.String({ minLength: 1, maxLength: 40, description: 'Of an item with several' })

export const partKinds = ['seller', 'royalty', 'fee'] as const
export const receiverKinds = ['member', 'app', 'community'] as const
export const Part = Type.Object(
  {
    kind: oneOf(partKinds),
    receiver: Type.Object(
      { kind: oneOf(receiverKinds), id: nullable({ ...Id, description: 'Null where it is not told' }) },
      { additionalProperties: false },
    ),
    bps: nullable({ ...Bps, description: 'The rate that was applied; null for the seller' }),
    amount: Coins,
  },
  { additionalProperties: false, description: 'All parts of a price add up to it' },
)
export type Part = Static<typeof Part>

const marketSettings = {
  feeBps: { ...Bps, description: 'Of every sale, for the community; sellers pay the lower of then and now' },
  minUnitPrice: Price,
  maxUnitPrice: Price,
  listingFee: { ...Coins, description: 'For each new listing, never given back' },
  currencies: Type.Array(CurrencyCode, {
    maxItems: currencyCountMax,
    uniqueItems: true,
    description: 'Open for trade; empty for all that an item names',
  }),
  defaultRoyaltyBps: Type.Integer({
    minimum: 0,
    maximum: royaltyBpsMax,
    description: 'In 1/10,000 of the price, for items that state no royalty',
  }),
  giftAcceptance: oneOf(giftAcceptances, '`automatic`: a gift belongs to the other at once'),
  tradeHoldFloorS: Type.Integer({
    minimum: 0,
    maximum: tradeHoldSecondsMax,
    description:
      'Units that came are under a trade hold for so many seconds at least, whatever their item says',
  }),
}
export const MarketSettings = Type.Object(
  {
    ...marketSettings,
    revision: Type.Integer({ minimum: 0, maximum: amountMax, description: '0 until they are first saved' }),
  },
  { additionalProperties: false },
)
export type MarketSettings = Static<typeof MarketSettings>

/** What an item is called wherever something of it is for sale. */
export const tradedParts = {
  appId: Id,
  itemId: Id,
  itemUri: Type.String({ maxLength: webAddressMax + 50 }),
  itemName: Type.String({ maxLength: itemNameMax }),
  tier: Type.String({ maxLength: 40 }),
  currency: CurrencyCode,
}

const ItemForSale = Type.Object(
  {
    ...tradedParts,
    itemKind: oneOf(itemKinds),
    picture: nullable(ImagePath),
    tags: Type.Array(Type.String({ maxLength: tagMax }), { maxItems: tagCountMax }),
    lowestAsk: Price,
    unitsForSale: Units,
    listingCount: Type.Integer({ minimum: 1, maximum: amountMax }),
  },
  { additionalProperties: false },
)
export type ItemForSale = Static<typeof ItemForSale>

const Level = Type.Object(
  {
    unitPrice: Price,
    units: Units,
    ownUnits: { ...Units, description: 'Of these, those of the caller' },
    listingCount: Type.Integer({ minimum: 1, maximum: amountMax }),
  },
  { additionalProperties: false },
)

/** Beside how it looks now: nobody buys what was swapped unseen. */
export const ListedAs = nullable(
  Type.Object(
    {
      name: Type.String({ maxLength: itemNameMax }),
      picture: nullable(ImagePath),
      hasOtherAttributes: Type.Boolean(),
    },
    {
      additionalProperties: false,
      description: 'How the item looked when it was listed; null where it still looks so',
    },
  ),
)

const Ask = Type.Object(
  {
    listingId: Id,
    unitPrice: Price,
    terms: Type.Integer({ minimum: 1, maximum: amountMax }),
    remaining: Units,
    allowPartial: Type.Boolean(),
    isOwn: Type.Boolean(),
    listedAs: ListedAs,
  },
  { additionalProperties: false },
)

export const Book = Type.Object(
  {
    ...tradedParts,
    picture: nullable(ImagePath),
    levels: Type.Array(Level, { maxItems: bookLevelsMax, description: 'Lowest price first' }),
    asks: Type.Array(Ask, {
      maxItems: bookListingsMax,
      description: 'What can be bought, by price and then by time',
    }),
  },
  { additionalProperties: false },
)
export type Book = Static<typeof Book>

export const quoteSides = ['sell', 'buy'] as const
export const Quote = Type.Object(
  {
    side: oneOf(quoteSides),
    currency: CurrencyCode,
    quantity: WantedUnits,
    unitPrice: Price,
    gross: { ...Coins, description: 'Quantity x unit price: what the buyer pays' },
    parts: Type.Array(Part, { maxItems: 3 }),
    minimumTake: { ...Coins, description: 'The least that the seller gets in all' },
    listingFee: { ...Coins, description: 'Paid by the seller beside the price; 0 for a buyer' },
  },
  { additionalProperties: false },
)
export type Quote = Static<typeof Quote>

const ItemParams = inCommunity('itemId')
const ofBook = { tier: Type.Optional(TierOf), currency: Type.Optional(CurrencyCode) }
const search = (maxLength: number) =>
  Type.Optional(Type.String({ minLength: 1, maxLength, pattern: '^[^\\u0000]*$' }))

export const marketSorts = ['newest', 'price'] as const

export const marketEndpoints = [
  endpoint({
    name: 'getMarketSettings',
    method: 'GET',
    path: '/api/communities/{communityId}/market/settings',
    summary: 'What sales cost in this community, and between which prices they lie',
    access: appReadAccess,
    params: CommunityParams,
    answers: { 200: MarketSettings },
    refusals: [],
    revisioned: true,
  }),
  endpoint({
    name: 'saveMarketSettings',
    method: 'PUT',
    path: '/api/communities/{communityId}/market/settings',
    summary: 'Save the settings of the market; open listings keep what their seller was promised',
    access: needs('manage_market'),
    params: CommunityParams,
    body: Type.Object(marketSettings, { additionalProperties: false }),
    answers: { 200: MarketSettings },
    refusals: ['asset_unknown', 'price_out_of_bounds', 'rates_too_high', 'revision_mismatch'],
    revisioned: true,
  }),
  endpoint({
    name: 'listMarket',
    method: 'GET',
    path: '/api/communities/{communityId}/market',
    summary: 'What is for sale: items with their lowest ask',
    description:
      'Only items of apps that are approved and visible, live and not frozen. With `sort=price` the cheapest come first, at most 200 of them and without further pages; otherwise what was listed last.',
    access: appReadAccess,
    params: CommunityParams,
    query: Type.Object(
      {
        ...pageQuery,
        appId: Type.Optional(Id),
        kind: Type.Optional(oneOf(itemKinds)),
        currency: Type.Optional(CurrencyCode),
        q: search(itemNameMax),
        tag: search(tagMax),
        minPrice: Type.Optional(Price),
        maxPrice: Type.Optional(Price),
        sort: Type.Optional(oneOf(marketSorts)),
      },
      { additionalProperties: false },
    ),
    answers: { 200: pageOf(ItemForSale) },
    refusals: ['cursor_invalid'],
  }),
  endpoint({
    name: 'getBook',
    method: 'GET',
    path: '/api/communities/{communityId}/items/{itemId}/book',
    summary: 'The listings of an item by price, one’s own marked',
    access: appReadAccess,
    params: ItemParams,
    query: Type.Object(ofBook, { additionalProperties: false }),
    answers: { 200: Book },
    refusals: ['unknown_item', 'not_tradable'],
  }),
  endpoint({
    name: 'getQuote',
    method: 'GET',
    path: '/api/communities/{communityId}/items/{itemId}/quote',
    summary: 'What a price comes to: for a seller, or for the buyer of a listing',
    description:
      'To buy, name `listingId`; to sell, `unitPrice`. Nothing is promised until the listing or the purchase is made.',
    access: appReadAccess,
    params: ItemParams,
    query: Type.Object(
      {
        ...ofBook,
        side: oneOf(quoteSides),
        quantity: WantedUnits,
        unitPrice: Type.Optional(Price),
        listingId: Type.Optional(Id),
      },
      { additionalProperties: false },
    ),
    answers: { 200: Quote },
    refusals: [
      'unknown_item',
      'not_tradable',
      'price_out_of_bounds',
      'amount_too_large',
      'order_closed',
      'stock_changed',
    ],
  }),
] as const
