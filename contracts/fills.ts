/** Fills: what was sold to whom for how much, never edited; and the orders that they came from. */
import Type, { type Static } from 'typebox'
import { appReadAccess, endpoint, needs } from './endpoint.ts'
import { Coins, CurrencyCode, Part, Price, TierOf, tradedParts, Units, WantedUnits } from './market.ts'
import {
  amountMax,
  CommunityParams,
  Id,
  inCommunity,
  line,
  nullable,
  oneOf,
  pageOf,
  pageQuery,
  Time,
} from './values.ts'

export const fillReasonMax = 200

const Side = Type.Object(
  {
    kind: oneOf(['member', 'app']),
    id: nullable({ ...Id, description: 'Of another member: for the app and staff' }),
    label: nullable(
      Type.String({ maxLength: 100, description: 'In lists, where the id is told; null for an app' }),
    ),
  },
  { additionalProperties: false },
)

export const fillParts = {
  id: Id,
  listingId: Id,
  number: Type.Integer({ minimum: 1, maximum: amountMax, description: 'Within its listing' }),
  ...tradedParts,
  quantity: WantedUnits,
  unitPrice: Price,
  gross: Coins,
  parts: Type.Array(Part, { maxItems: 3 }),
  executedAt: Time,
  reversedAt: nullable(Time),
}

export const Fill = Type.Object(
  {
    ...fillParts,
    seller: Side,
    buyer: Side,
    reversalReason: nullable(
      Type.String({ maxLength: fillReasonMax, description: 'For its two sides, the app and staff' }),
    ),
  },
  { additionalProperties: false },
)
export type Fill = Static<typeof Fill>

/** `mint`: of units that are still in the game. */
export const orderKinds = ['sell', 'mint'] as const
export const orderStates = [
  'requested',
  'overdue',
  'active',
  'partly_filled',
  'filled',
  'confirmed',
  'rejected',
  'settled_late',
  'canceled',
  'expired',
] as const
/** Of a mint order, and of a listing. */
export const openOrderStates: readonly string[] = ['requested', 'overdue', 'active', 'partly_filled']

const Order = Type.Object(
  {
    id: Id,
    kind: oneOf(orderKinds),
    state: oneOf(orderStates),
    ...tradedParts,
    member: nullable({ ...Id, description: 'Null for the treasury of the app' }),
    memberLabel: nullable(Type.String({ maxLength: 100 })),
    quantity: WantedUnits,
    filled: Units,
    remaining: Units,
    unitPrice: Price,
    terms: Type.Integer({ minimum: 1, maximum: amountMax }),
    createdAt: Time,
    confirmBy: nullable({ ...Time, description: 'Of a mint order: until when the game may answer' }),
    expiresAt: Time,
    closedAt: nullable(Time),
  },
  { additionalProperties: false },
)
export type Order = Static<typeof Order>

const filters = {
  memberId: Type.Optional({ ...Id, description: 'Of others: for the app and staff' }),
  appId: Type.Optional(Id),
  itemId: Type.Optional(Id),
  from: Type.Optional(Time),
  to: Type.Optional(Time),
}

export const fillEndpoints = [
  endpoint({
    name: 'listOrders',
    method: 'GET',
    path: '/api/communities/{communityId}/orders',
    summary: 'Orders, newest first: one’s own; all with `manage_market`; a key of an app those of the app',
    access: appReadAccess,
    params: CommunityParams,
    query: Type.Object(
      {
        ...pageQuery,
        ...filters,
        kind: Type.Optional(oneOf(orderKinds)),
        state: Type.Optional(oneOf(orderStates)),
        isOpen: Type.Optional(Type.Boolean({ description: 'True: only those that have not ended' })),
      },
      { additionalProperties: false },
    ),
    answers: { 200: pageOf(Order) },
    refusals: ['cursor_invalid'],
  }),
  endpoint({
    name: 'listFills',
    method: 'GET',
    path: '/api/communities/{communityId}/fills',
    summary: 'Fills, newest first: those one bought or sold; all with `manage_market`',
    access: appReadAccess,
    params: CommunityParams,
    query: Type.Object(
      { ...pageQuery, ...filters, listingId: Type.Optional(Id) },
      { additionalProperties: false },
    ),
    answers: { 200: pageOf(Fill) },
    refusals: ['cursor_invalid'],
  }),
  endpoint({
    name: 'listItemFills',
    method: 'GET',
    path: '/api/communities/{communityId}/items/{itemId}/fills',
    summary: 'What was sold of an item, newest first: prices and quantities; names only of oneself',
    access: appReadAccess,
    params: inCommunity('itemId'),
    query: Type.Object(
      { ...pageQuery, tier: Type.Optional(TierOf), currency: Type.Optional(CurrencyCode) },
      { additionalProperties: false },
    ),
    answers: { 200: pageOf(Fill) },
    refusals: ['cursor_invalid', 'unknown_item'],
  }),
  endpoint({
    name: 'reverseFill',
    method: 'POST',
    path: '/api/communities/{communityId}/fills/{fillId}/reversal',
    summary: 'Undo a fill: the units go back to the seller and the price to the buyer, or nothing moves',
    description:
      'Refused when units or coins are no longer there. With `coverFromFees` the market fees of the community pay what seller and royalty receiver lack.',
    access: needs('manage_market'),
    params: inCommunity('fillId'),
    body: Type.Object(
      { reason: line(fillReasonMax), coverFromFees: Type.Optional(Type.Boolean({ default: false })) },
      { additionalProperties: false },
    ),
    answers: { 201: Fill },
    refusals: ['already_reversed', 'insufficient_balance', 'amount_out_of_bounds'],
  }),
] as const
