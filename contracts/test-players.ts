/** Test players: one for each app, as whom every flow and all webhooks are tried, also before the app is approved. */
import Type, { type Static } from 'typebox'
import { AppParams } from './apps.ts'
import { Delivery } from './deliveries.ts'
import { endpoint, needs } from './endpoint.ts'
import { appEventTypes } from './endpoint-wire.ts'
import { grantQuantityMax } from './postings.ts'
import { amountMax, EmailAddress, Id, nullable, oneOf, Time } from './values.ts'

/** `grant` gives units; each of the others is what a member does, and the game is told of it as it then is. */
export const testSteps = ['grant', 'merge', 'activation', 'sell_order', 'mint_order'] as const
export type TestStepName = (typeof testSteps)[number]

export const TestPlayer = Type.Object(
  {
    id: { ...Id, description: 'Names its inventory, its merges and its orders, as the id of a member does' },
    email: { ...EmailAddress, description: 'As games are told it, and may name it; nobody has this address' },
    createdAt: Time,
  },
  { additionalProperties: false },
)
export type TestPlayer = Static<typeof TestPlayer>

export const TestStep = Type.Object(
  {
    step: oneOf(testSteps),
    id: { ...Id, description: 'Of the posting, the merge, the period, the listing or the mint order' },
  },
  { additionalProperties: false },
)
export type TestStep = Static<typeof TestStep>

export const TestReset = Type.Object(
  {
    endedCount: {
      ...Type.Integer({ minimum: 0, maximum: amountMax }),
      description: 'Merges, orders and periods that were open',
    },
    unitCount: {
      ...Type.Integer({ minimum: 0, maximum: amountMax }),
      description: 'Units that were taken and burned',
    },
  },
  { additionalProperties: false },
)
export type TestReset = Static<typeof TestReset>

const ofPlayer = '/api/communities/{communityId}/apps/{appId}/test-player'

export const testPlayerEndpoints = [
  endpoint({
    name: 'getTestPlayer',
    method: 'GET',
    path: ofPlayer,
    summary: 'The test player of an app, if it has one',
    access: needs('manage_apps'),
    params: AppParams,
    answers: {
      200: Type.Object({ player: nullable(TestPlayer) }, { additionalProperties: false }),
    },
    refusals: [],
  }),
  endpoint({
    name: 'createTestPlayer',
    method: 'PUT',
    path: ofPlayer,
    summary: 'Make the test player of an app; where there is one, it stays',
    description:
      'It is no member: it stands in no list, is found by nobody but its app, and what it lists can be bought by nobody.',
    access: needs('manage_apps'),
    params: AppParams,
    answers: { 200: TestPlayer },
    refusals: [],
  }),
  endpoint({
    name: 'testAppWebhook',
    method: 'POST',
    path: '/api/communities/{communityId}/apps/{appId}/webhook/tests',
    summary:
      'Send the example of one of the webhooks, or an empty `TokenAmountChanged`; it changes nothing here',
    access: needs('manage_apps'),
    params: AppParams,
    body: Type.Object({ type: Type.Optional(oneOf(appEventTypes)) }, { additionalProperties: false }),
    answers: { 202: Delivery },
    refusals: ['app_not_connected', 'endpoint_not_active'],
  }),
] as const

/** The flows: of items and of the market. */
export const testFlowEndpoints = [
  endpoint({
    name: 'takeTestStep',
    method: 'POST',
    path: `${ofPlayer}/steps`,
    summary:
      'Give the test player units, or do as it what a member does: the game is told, and its answer counts',
    description:
      'Needs no approval. The webhooks are the real ones, with `X-Guildhall-Test: true`. A price is asked for by orders alone.',
    access: needs('manage_apps'),
    params: AppParams,
    body: Type.Object(
      {
        step: oneOf(testSteps),
        itemId: Id,
        tier: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
        quantity: Type.Optional(Type.Integer({ minimum: 1, maximum: grantQuantityMax, default: 1 })),
        unitPrice: Type.Optional(Type.Integer({ minimum: 1, maximum: amountMax, default: 1 })),
      },
      { additionalProperties: false },
    ),
    answers: { 201: TestStep },
    refusals: [
      'unknown_item',
      'app_suspended',
      'app_not_connected',
      'wrong_kind',
      'wrong_state',
      'insufficient_balance',
      'supply_exhausted',
      'member_limit',
      'limit_reached',
      'too_far_ahead',
      'not_tradable',
      'not_mintable',
      'price_out_of_bounds',
      'amount_too_large',
    ],
  }),
  endpoint({
    name: 'resetTestPlayer',
    method: 'POST',
    path: `${ofPlayer}/resets`,
    summary: 'End everything that the test player has open, and take all of its units',
    access: needs('manage_apps'),
    params: AppParams,
    answers: { 200: TestReset },
    refusals: ['app_suspended'],
  }),
] as const
