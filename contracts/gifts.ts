/** Gifts: units that one member gives another for nothing. They are held until the other has answered. */
import Type, { type Static } from 'typebox'
import { accountAccess, endpoint } from './endpoint.ts'
import { itemNameMax } from './items.ts'
import {
  amountMax,
  CommunityParams,
  Id,
  inCommunity,
  nullable,
  oneOf,
  pageOf,
  pageQuery,
  Time,
  text,
  Username,
  webAddressMax,
} from './values.ts'

export const giftMessageMax = 200
export const giftSecondsMin = 3_600
export const giftSecondsMax = 30 * 24 * 3_600
export const giftSecondsDefault = 72 * 3_600

export const giftStates = ['offered', 'accepted', 'rejected', 'canceled', 'expired'] as const
export type GiftState = (typeof giftStates)[number]

/** As the community sets it: the receiver answers, or has the units at once. */
export const giftAcceptances = ['offered', 'automatic'] as const
export type GiftAcceptance = (typeof giftAcceptances)[number]

/** Also told by its events. */
export const giftParts = {
  id: Id,
  appId: Id,
  fromMemberId: Id,
  toMemberId: Id,
  itemId: Id,
  itemUri: Type.String({ maxLength: webAddressMax + 50 }),
  tier: Type.String({ maxLength: 40 }),
  quantity: Type.Integer({ minimum: 1, maximum: amountMax }),
  message: Type.String({ maxLength: giftMessageMax }),
  state: oneOf(giftStates),
  expiresAt: Time,
}

export const Gift = Type.Object(
  {
    ...giftParts,
    itemName: Type.String({ maxLength: itemNameMax }),
    fromLabel: Type.String({ maxLength: 100 }),
    toLabel: Type.String({ maxLength: 100 }),
    createdAt: Time,
    endedAt: nullable(Time),
  },
  { additionalProperties: false },
)
export type Gift = Static<typeof Gift>

const ofGift = '/api/communities/{communityId}/gifts/{giftId}'
const GiftParams = inCommunity('giftId')

/** `all`: of all members, for whoever approves apps. */
export const giftReaches = ['own', 'all'] as const

export const giftEndpoints = [
  endpoint({
    name: 'listGifts',
    method: 'GET',
    path: '/api/communities/{communityId}/gifts',
    summary:
      'List the gifts that one sent or was offered, newest first; with `approve_apps` also those of all',
    access: accountAccess,
    params: CommunityParams,
    query: Type.Object(
      {
        ...pageQuery,
        state: Type.Optional(oneOf(giftStates)),
        direction: Type.Optional(oneOf(['sent', 'received'], 'Of one’s own, or of the member named')),
        memberId: Type.Optional({ ...Id, description: 'Of somebody else with `approve_apps`' }),
        whose: Type.Optional(oneOf(giftReaches, 'One’s own where it is not said')),
      },
      { additionalProperties: false },
    ),
    answers: { 200: pageOf(Gift) },
    refusals: ['cursor_invalid'],
  }),
  endpoint({
    name: 'offerGift',
    method: 'POST',
    path: '/api/communities/{communityId}/gifts',
    summary: 'Offer units of one’s own to another member: they are held until the other has answered',
    description:
      'Send an Idempotency-Key, so that a repeat gives nothing twice. Where gifts are accepted automatically, the other has them at once.',
    access: accountAccess,
    params: CommunityParams,
    body: Type.Object(
      {
        toMemberId: Type.Optional({ ...Id, description: 'To whom; or `toUsername`' }),
        toUsername: Type.Optional({
          ...Username,
          description: 'To whom, in place of `toMemberId`: their whole username, compared without case',
        }),
        itemId: Id,
        tier: Type.Optional(
          Type.String({ minLength: 1, maxLength: 40, description: 'Of a time-limited item with several' }),
        ),
        quantity: Type.Integer({ minimum: 1, maximum: amountMax }),
        message: Type.Optional(text(giftMessageMax)),
        expiresInS: Type.Optional(
          Type.Integer({ minimum: giftSecondsMin, maximum: giftSecondsMax, default: giftSecondsDefault }),
        ),
      },
      { additionalProperties: false },
    ),
    answers: { 201: Gift },
    refusals: [
      'app_suspended',
      'app_not_approved',
      'unknown_item',
      'not_giftable',
      'wrong_state',
      'insufficient_balance',
      'trade_held',
      'member_limit',
    ],
  }),
  endpoint({
    name: 'getGift',
    method: 'GET',
    path: ofGift,
    summary: 'Read one gift that one sent or was offered; with `approve_apps` any',
    access: accountAccess,
    params: GiftParams,
    answers: { 200: Gift },
    refusals: [],
  }),
  endpoint({
    name: 'acceptGift',
    method: 'POST',
    path: `${ofGift}/acceptance`,
    summary: 'Accept a gift that one was offered: the units are one’s own',
    access: accountAccess,
    params: GiftParams,
    answers: { 200: Gift },
    refusals: ['gift_not_pending', 'wrong_state', 'member_limit'],
  }),
  endpoint({
    name: 'rejectGift',
    method: 'POST',
    path: `${ofGift}/rejection`,
    summary: 'Reject a gift that one was offered: the units go back',
    access: accountAccess,
    params: GiftParams,
    answers: { 200: Gift },
    refusals: ['gift_not_pending'],
  }),
  endpoint({
    name: 'cancelGift',
    method: 'POST',
    path: `${ofGift}/cancellation`,
    summary: 'Take back a gift of one’s own; staff that of anybody',
    access: accountAccess,
    params: GiftParams,
    answers: { 200: Gift },
    refusals: ['gift_not_pending'],
  }),
] as const
