/** Holds: amounts taken from a member or the treasury for later, and then posted in parts, voided or expired. */
import Type, { type Static } from 'typebox'
import { endpoint, needs } from './endpoint.ts'
import { AssetName } from './ledger.ts'
import {
  ActorView,
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

export const holdStates = ['pending', 'posted', 'voided', 'expired'] as const
export type HoldStateName = (typeof holdStates)[number]

/** At most a year; without an end it waits until somebody posts or voids it. */
export const holdDaysMax = 366

const Count = Type.Integer({ minimum: 0, maximum: amountMax })
const PositiveAmount = Type.Integer({ minimum: 1, maximum: amountMax })

export const Hold = Type.Object(
  {
    id: Id,
    purpose: Type.String({ maxLength: 100 }),
    asset: Type.String({ maxLength: 50 }),
    assetName: AssetName,
    holder: Type.Object(
      { kind: oneOf(['member', 'treasury', 'issuer']), id: Id, label: Type.String({ maxLength: 100 }) },
      { additionalProperties: false, description: 'Whom it was taken from' },
    ),
    amount: PositiveAmount,
    posted: Count,
    returned: Count,
    remaining: Count,
    state: oneOf(holdStates, '`pending` exactly while something remains'),
    isKept: Type.Boolean({
      description: 'It ends with the merge, gift, listing or order that it was opened for, and not by hand',
    }),
    expiresAt: nullable(Time),
    openedBy: ActorView,
    openedAt: Time,
    endedAt: nullable(Time),
  },
  { additionalProperties: false },
)
export type Hold = Static<typeof Hold>

export const HoldReceiver = Type.Union(
  [
    Type.Object({ kind: Type.Literal('treasury') }, { additionalProperties: false }),
    Type.Object(
      { kind: Type.Literal('sink') },
      { additionalProperties: false, description: 'Out of circulation' },
    ),
    Type.Object({ kind: Type.Literal('member'), memberId: Id }, { additionalProperties: false }),
  ],
  { description: 'Who gets it' },
)
export type HoldReceiver = Static<typeof HoldReceiver>

const HoldParams = inCommunity('holdId')

export const holdEndpoints = [
  endpoint({
    name: 'listHolds',
    method: 'GET',
    path: '/api/communities/{communityId}/holds',
    summary: 'List holds, newest first',
    access: needs('view_ledger'),
    params: CommunityParams,
    query: Type.Object(
      { ...pageQuery, state: Type.Optional(oneOf(holdStates)), holderId: Type.Optional(Id) },
      { additionalProperties: false },
    ),
    answers: { 200: pageOf(Hold) },
    refusals: ['cursor_invalid'],
  }),
  endpoint({
    name: 'openHold',
    method: 'POST',
    path: '/api/communities/{communityId}/holds',
    summary: 'Take an amount from a member or the treasury for later',
    description: 'What is held has left the balance. It goes back when the hold is voided or expires.',
    access: needs('adjust_balances'),
    params: CommunityParams,
    body: Type.Object(
      {
        memberId: Type.Optional(
          nullable({ ...Id, description: 'Whom it is taken from; without it, the treasury' }),
        ),
        asset: Type.String({ minLength: 1, maxLength: 50 }),
        amount: PositiveAmount,
        purpose: line(100, 'Why, in words: the action of its ledger lines'),
        expiresAt: Type.Optional(nullable(Type.String({ maxLength: 30, format: 'date-time' }))),
      },
      { additionalProperties: false },
    ),
    answers: { 201: Hold },
    refusals: ['asset_unknown', 'insufficient_balance'],
  }),
  endpoint({
    name: 'getHold',
    method: 'GET',
    path: '/api/communities/{communityId}/holds/{holdId}',
    summary: 'Read one hold',
    access: needs('view_ledger'),
    params: HoldParams,
    answers: { 200: Hold },
    refusals: [],
  }),
  endpoint({
    name: 'postHold',
    method: 'POST',
    path: '/api/communities/{communityId}/holds/{holdId}/postings',
    summary: 'Move what is held, or a part of it, for good',
    access: needs('adjust_balances'),
    params: HoldParams,
    body: Type.Object(
      {
        amount: Type.Optional({ ...PositiveAmount, description: 'Without it, all that remains' }),
        to: HoldReceiver,
      },
      { additionalProperties: false },
    ),
    answers: { 201: Hold },
    refusals: ['hold_ended', 'insufficient_balance', 'amount_out_of_bounds', 'wrong_state'],
  }),
  endpoint({
    name: 'voidHold',
    method: 'POST',
    path: '/api/communities/{communityId}/holds/{holdId}/void',
    summary: 'Give back what remains of a hold, and end it',
    access: needs('adjust_balances'),
    params: HoldParams,
    answers: { 200: Hold },
    refusals: ['hold_ended', 'amount_out_of_bounds', 'wrong_state'],
  }),
] as const
