/** Assets, balances, and the immutable transfers that explain every balance. */
import Type, { type Static } from 'typebox'
import { endpoint, memberAccess, needs } from './endpoint.ts'
import {
  ActorView,
  Amount,
  amountMax,
  CommunityParams,
  Id,
  idPattern,
  inCommunity,
  line,
  listOf,
  nullable,
  oneOf,
  pageOf,
  pageQuery,
  Time,
} from './values.ts'

/** Every community has these from the start; custom currencies are added beside them. */
export const builtInAssets = ['xp', 'coins'] as const

export const accountKinds = ['member', 'treasury', 'hold', 'fee', 'royalty', 'issuer', 'sink'] as const
export type LedgerAccountKind = (typeof accountKinds)[number]

/** `expiry`: a hold whose time was over; the id is that of the hold. */
export const causeKinds = ['receipt', 'request', 'reversal', 'expiry'] as const
export type CauseKind = (typeof causeKinds)[number]

export const Asset = Type.Object(
  {
    code: Type.String({ maxLength: 50 }),
    name: Type.String({ maxLength: 100 }),
    icon: nullable(Type.String({ maxLength: 30, description: 'Of a custom currency' })),
    isBuiltIn: Type.Boolean(),
    isRetired: Type.Boolean({ description: 'Offered for nothing new' }),
  },
  { additionalProperties: false },
)
export type Asset = Static<typeof Asset>

/** A log says what moved without another call: the code of an item's units names nothing to people. */
export const AssetName = Type.String({
  maxLength: 150,
  description: 'What people read: the name of the currency, or of the item with its tier',
})

const Cause = Type.Object(
  { kind: oneOf(causeKinds), id: Type.String({ maxLength: 100 }) },
  { additionalProperties: false, description: 'Why: the receipt, the request, or the reversal of a cause' },
)

/** One line of Community Settings > Gamification Logs: a transfer as its member sees it. */
export const GamificationLog = Type.Object(
  {
    id: Id,
    at: Time,
    memberId: Id,
    memberLabel: Type.String({ maxLength: 100 }),
    asset: Type.String({ maxLength: 50 }),
    assetName: AssetName,
    action: Type.String({ maxLength: 200, description: 'In human words; for an incoming webhook its name' }),
    amount: Amount,
    balanceBefore: Amount,
    balanceAfter: Amount,
    cause: Cause,
    actor: ActorView,
  },
  { additionalProperties: false },
)
export type GamificationLog = Static<typeof GamificationLog>

const Side = Type.Object(
  {
    kind: oneOf(accountKinds),
    id: nullable(Id),
    label: Type.String({ maxLength: 100 }),
    balanceAfter: nullable(Amount),
  },
  { additionalProperties: false },
)

export const Transfer = Type.Object(
  {
    id: Id,
    at: Time,
    asset: Type.String({ maxLength: 50 }),
    assetName: AssetName,
    amount: Type.Integer({ minimum: 1, maximum: amountMax }),
    from: Side,
    to: Side,
    action: Type.String({ maxLength: 200 }),
    cause: Cause,
    line: Type.Integer({ minimum: 0, maximum: amountMax }),
    actor: ActorView,
  },
  { additionalProperties: false },
)
export type Transfer = Static<typeof Transfer>

export const ledgerEndpoints = [
  endpoint({
    name: 'listAssets',
    method: 'GET',
    path: '/api/communities/{communityId}/assets',
    summary: 'List the assets that can be counted in this community',
    access: memberAccess,
    params: CommunityParams,
    answers: { 200: listOf(Asset, 500) },
    refusals: [],
  }),
  endpoint({
    name: 'listBalances',
    method: 'GET',
    path: '/api/communities/{communityId}/members/{memberId}/balances',
    summary: 'Read the balances of a member (their own, or with permission)',
    access: memberAccess,
    params: inCommunity('memberId'),
    answers: {
      200: listOf(
        Type.Object(
          { asset: Type.String({ maxLength: 50 }), amount: Type.Integer({ minimum: 0, maximum: amountMax }) },
          { additionalProperties: false },
        ),
        500,
      ),
    },
    refusals: [],
  }),
  endpoint({
    name: 'listMemberBalances',
    method: 'GET',
    path: '/api/communities/{communityId}/balances',
    summary: 'Read the balances of many members at once, e.g. of one page of the member list',
    access: needs('view_members'),
    params: CommunityParams,
    query: Type.Object(
      {
        memberIds: Type.String({
          minLength: 36,
          maxLength: 37 * 200,
          pattern: `^${idPattern}(,${idPattern}){0,199}$`,
          description: 'Up to 200 ids, joined by commas',
        }),
      },
      { additionalProperties: false },
    ),
    answers: {
      200: listOf(
        Type.Object(
          {
            memberId: Id,
            asset: Type.String({ maxLength: 50 }),
            amount: Type.Integer({ minimum: 0, maximum: amountMax }),
          },
          { additionalProperties: false },
        ),
        100_000,
      ),
    },
    refusals: [],
  }),
  endpoint({
    name: 'adjustBalance',
    method: 'POST',
    path: '/api/communities/{communityId}/members/{memberId}/adjustments',
    summary: 'Add or take XP or coins by hand, with a reason',
    access: needs('adjust_balances'),
    params: inCommunity('memberId'),
    body: Type.Object(
      {
        asset: Type.String({ minLength: 1, maxLength: 50 }),
        amount: Type.Integer({
          minimum: -amountMax,
          maximum: amountMax,
          description: 'Not 0; negative takes away',
        }),
        reason: line(150),
        counterparty: Type.Optional(
          oneOf(
            ['supply', 'treasury'],
            'Where it comes from and goes to: newly issued or out of circulation (default), or the treasury',
          ),
        ),
      },
      { additionalProperties: false },
    ),
    answers: { 201: GamificationLog },
    refusals: ['asset_unknown', 'amount_out_of_bounds', 'insufficient_balance'],
  }),
  endpoint({
    name: 'listGamificationLogs',
    method: 'GET',
    path: '/api/communities/{communityId}/gamification-logs',
    summary: 'List every change of XP and coins, newest first (a member sees their own)',
    access: memberAccess,
    params: CommunityParams,
    query: Type.Object(
      {
        ...pageQuery,
        memberId: Type.Optional(Id),
        asset: Type.Optional(Type.String({ minLength: 1, maxLength: 50 })),
        causeId: Type.Optional(Id),
      },
      { additionalProperties: false },
    ),
    answers: { 200: pageOf(GamificationLog) },
    refusals: ['cursor_invalid'],
  }),
  endpoint({
    name: 'listTransfers',
    method: 'GET',
    path: '/api/communities/{communityId}/transfers',
    summary: 'Ledger explorer: transfers with both sides, newest first',
    access: needs('view_ledger'),
    params: CommunityParams,
    query: Type.Object(
      {
        ...pageQuery,
        asset: Type.Optional(Type.String({ minLength: 1, maxLength: 50 })),
        causeId: Type.Optional(Id),
      },
      { additionalProperties: false },
    ),
    answers: { 200: pageOf(Transfer) },
    refusals: ['cursor_invalid'],
  }),
  endpoint({
    name: 'listSupplies',
    method: 'GET',
    path: '/api/communities/{communityId}/supplies',
    summary: 'Per asset: issued, taken out, held by members, and whether the sum is zero',
    access: needs('view_ledger'),
    params: CommunityParams,
    answers: {
      200: listOf(
        Type.Object(
          {
            asset: Type.String({ maxLength: 50 }),
            issued: Amount,
            sunk: Amount,
            held: Amount,
            holders: Type.Integer({ minimum: 0, maximum: amountMax }),
            isBalanced: Type.Boolean(),
          },
          { additionalProperties: false },
        ),
        500,
      ),
    },
    refusals: [],
  }),
] as const
