/** Mint orders: a member puts units up for sale that are still in the game, which has to take them out there first. */
import Type, { type Static } from 'typebox'
import { accountAccess, appAccess, endpoint, memberAccess } from './endpoint.ts'
import { attemptOutcomes } from './events/attempt.ts'
import { confirmModes } from './face-settings.ts'
import { itemReasonMax } from './items.ts'
import { orderSecondsDefault, orderSecondsMax, orderSecondsMin } from './listings.ts'
import { CurrencyCode, Price, TierOf, tradedParts, WantedUnits } from './market.ts'
import { ToldAttempts } from './merges.ts'
import { amountMax, Id, inCommunity, line, nullable, oneOf, Time } from './values.ts'

export const openMintOrdersMax = 50

export const mintOrderStates = [
  'requested',
  'confirmed',
  'rejected',
  'canceled',
  'expired',
  'overdue',
  'settled_late',
] as const
export type MintOrderState = (typeof mintOrderStates)[number]
export const openMintOrderStates = ['requested', 'overdue'] as const satisfies readonly MintOrderState[]

export const mintOrderParts = {
  id: Id,
  memberId: Id,
  ...tradedParts,
  quantity: WantedUnits,
  unitPrice: Price,
  state: oneOf(mintOrderStates),
  listOnConfirm: Type.Boolean({ description: 'Else the units go to the inventory' }),
  confirmMode: oneOf(confirmModes, 'What confirms it: an answer of 2xx to the webhook, or only a call'),
  confirmBy: { ...Time, description: 'Until when the game may answer' },
  listingId: nullable({ ...Id, description: 'The listing that it opened' }),
}

export const MintOrder = Type.Object(
  {
    ...mintOrderParts,
    isSeen: Type.Boolean({ description: 'Whether the game may have acted on it' }),
    attemptCount: Type.Integer({ minimum: 0, maximum: amountMax }),
    lastOutcome: nullable(oneOf(attemptOutcomes, 'Of the last attempt to tell the game')),
    reason: nullable(Type.String({ maxLength: itemReasonMax })),
    decidedBy: nullable(Type.String({ maxLength: 200 })),
    decidedAt: nullable(Time),
    createdAt: Time,
  },
  { additionalProperties: false },
)
export type MintOrder = Static<typeof MintOrder>

export const MintOrderWithAttempts = Type.Object(
  {
    ...MintOrder.properties,
    memberLabel: nullable(Type.String({ maxLength: 100 })),
    attempts: ToldAttempts,
  },
  { additionalProperties: false },
)
export type MintOrderWithAttempts = Static<typeof MintOrderWithAttempts>

const MintOrderParams = inCommunity('mintOrderId')
const ofOrder = '/api/communities/{communityId}/mint-orders/{mintOrderId}'

export const mintOrderEndpoints = [
  endpoint({
    name: 'requestMintOrder',
    method: 'POST',
    path: '/api/communities/{communityId}/items/{itemId}/mint-orders',
    summary: 'Put up for sale what is still in the game: it is listed once the game has taken it out there',
    description:
      'The game is told by the webhook `SellOrderCreated` of kind `mint`, or asks itself. Until it has answered, the units count towards the supply cap and the limit of the member.',
    access: memberAccess,
    params: inCommunity('itemId'),
    body: Type.Object(
      {
        quantity: WantedUnits,
        unitPrice: Price,
        tier: Type.Optional(TierOf),
        currency: Type.Optional(CurrencyCode),
        expiresInS: Type.Optional(
          Type.Integer({ minimum: orderSecondsMin, maximum: orderSecondsMax, default: orderSecondsDefault }),
        ),
        allowPartial: Type.Optional(Type.Boolean({ default: true })),
        listOnConfirm: Type.Optional(Type.Boolean({ default: true })),
      },
      { additionalProperties: false },
    ),
    answers: { 201: MintOrder },
    refusals: [
      'members_only',
      'unknown_item',
      'not_mintable',
      'not_tradable',
      'app_not_connected',
      'price_out_of_bounds',
      'amount_too_large',
      'limit_reached',
      'member_limit',
      'supply_exhausted',
    ],
  }),
  endpoint({
    name: 'getMintOrder',
    method: 'GET',
    path: ofOrder,
    summary:
      'Read one mint order with what came of each attempt to tell the game: one’s own, or with `manage_market`, or as the app',
    access: { kind: 'app', permission: null, appPermission: 'orders.answer' },
    params: MintOrderParams,
    answers: { 200: MintOrderWithAttempts },
    refusals: [],
  }),
  endpoint({
    name: 'updateMintOrder',
    method: 'PATCH',
    path: ofOrder,
    summary: 'Say whether the units are listed when the game has confirmed, or go to the inventory',
    access: accountAccess,
    params: MintOrderParams,
    body: Type.Object({ listOnConfirm: Type.Boolean() }, { additionalProperties: false }),
    answers: { 200: MintOrder },
    refusals: ['order_not_pending'],
  }),
  endpoint({
    name: 'confirmMintOrder',
    method: 'POST',
    path: `${ofOrder}/confirmation`,
    summary: 'The game has taken the units out: they are issued here, once, and listed',
    description:
      'A repeat answers the same. A late confirmation is always honored: the units then go to the inventory.',
    access: appAccess('manage_market', 'orders.answer'),
    params: MintOrderParams,
    answers: { 200: MintOrder },
    refusals: ['order_not_pending'],
  }),
  endpoint({
    name: 'rejectMintOrder',
    method: 'POST',
    path: `${ofOrder}/rejection`,
    summary: 'The game refuses: nothing is issued',
    access: appAccess('manage_market', 'orders.answer'),
    params: MintOrderParams,
    body: Type.Object({ reason: line(itemReasonMax) }, { additionalProperties: false }),
    answers: { 200: MintOrder },
    refusals: ['order_not_pending'],
  }),
  endpoint({
    name: 'cancelMintOrder',
    method: 'POST',
    path: `${ofOrder}/cancellation`,
    summary: 'Take back a mint order of one’s own, as long as the game cannot have acted on it',
    access: accountAccess,
    params: MintOrderParams,
    answers: { 200: MintOrder },
    refusals: ['order_not_pending', 'not_cancelable'],
  }),
] as const
