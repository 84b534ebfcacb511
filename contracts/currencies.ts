/** Custom currencies of a community, beside XP and Coins; and the treasury, which may hold any of them. */
import Type from 'typebox'
import { endpoint, needs } from './endpoint.ts'
import { Asset } from './ledger.ts'
import { Amount, amountMax, CommunityParams, Id, line, listOf, nullable, oneOf } from './values.ts'

export const currencyCountMax = 100
export const currencyNameMax = 40

/** Shown beside the name: names of icons that every page has. */
export const currencyIcons = [
  'coins',
  'gem',
  'star',
  'crown',
  'trophy',
  'ticket',
  'heart',
  'flame',
  'zap',
  'shield',
  'swords',
  'leaf',
] as const
export type CurrencyIcon = (typeof currencyIcons)[number]

const CurrencyParams = Type.Object(
  { communityId: Id, currency: Type.String({ minLength: 1, maxLength: 50, pattern: '^[a-z0-9_]+$' }) },
  { additionalProperties: false },
)

const TreasuryBalance = Type.Object(
  { asset: Type.String({ maxLength: 50 }), amount: Amount },
  { additionalProperties: false },
)

export const currencyEndpoints = [
  endpoint({
    name: 'createCurrency',
    method: 'POST',
    path: '/api/communities/{communityId}/currencies',
    summary: 'Add a currency; its amounts are whole numbers',
    access: needs('manage_community'),
    params: CommunityParams,
    body: Type.Object(
      { name: line(currencyNameMax), icon: Type.Optional(nullable(oneOf(currencyIcons))) },
      { additionalProperties: false },
    ),
    answers: { 201: Asset },
    refusals: ['name_taken', 'currency_limit_reached'],
  }),
  endpoint({
    name: 'updateCurrency',
    method: 'PATCH',
    path: '/api/communities/{communityId}/currencies/{currency}',
    summary: 'Change the name or the icon of a currency; its code and its history stay',
    access: needs('manage_community'),
    params: CurrencyParams,
    body: Type.Object(
      { name: Type.Optional(line(currencyNameMax)), icon: Type.Optional(nullable(oneOf(currencyIcons))) },
      { additionalProperties: false, minProperties: 1 },
    ),
    answers: { 200: Asset },
    refusals: ['currency_built_in', 'name_taken'],
  }),
  endpoint({
    name: 'retireCurrency',
    method: 'POST',
    path: '/api/communities/{communityId}/currencies/{currency}/retirement',
    summary: 'Offer a currency for nothing new; balances and history stay, and mappings that name it fail',
    access: needs('manage_community'),
    params: CurrencyParams,
    answers: { 200: Asset },
    refusals: ['currency_built_in'],
  }),
  endpoint({
    name: 'restoreCurrency',
    method: 'DELETE',
    path: '/api/communities/{communityId}/currencies/{currency}/retirement',
    summary: 'Offer a retired currency again',
    access: needs('manage_community'),
    params: CurrencyParams,
    answers: { 200: Asset },
    refusals: [],
  }),
  endpoint({
    name: 'listTreasuryBalances',
    method: 'GET',
    path: '/api/communities/{communityId}/treasury',
    summary: 'What the treasury of the community holds',
    access: needs('view_ledger'),
    params: CommunityParams,
    answers: { 200: listOf(TreasuryBalance, 500) },
    refusals: [],
  }),
  endpoint({
    name: 'adjustTreasury',
    method: 'POST',
    path: '/api/communities/{communityId}/treasury/adjustments',
    summary: 'Pay newly issued units into the treasury, or take units of it out of circulation',
    access: needs('adjust_balances'),
    params: CommunityParams,
    body: Type.Object(
      {
        asset: Type.String({ minLength: 1, maxLength: 50 }),
        amount: Type.Integer({
          minimum: -amountMax,
          maximum: amountMax,
          description: 'Not 0; negative takes away',
        }),
        reason: line(150),
      },
      { additionalProperties: false },
    ),
    answers: { 201: TreasuryBalance },
    refusals: ['asset_unknown', 'amount_out_of_bounds', 'insufficient_balance'],
  }),
] as const
