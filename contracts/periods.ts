/** Periods: the active time of time-limited items, made by using up units. */
import Type, { type Static } from 'typebox'
import { accountAccess, appAccess, endpoint } from './endpoint.ts'
import { itemNameMax, itemReasonMax, tierSecondsMax } from './items.ts'
import { grantQuantityMax } from './postings.ts'
import {
  amountMax,
  Id,
  inCommunity,
  line,
  nullable,
  oneOf,
  pageOf,
  pageQuery,
  Time,
  webAddressMax,
} from './values.ts'

/** From now on: no activation and no adjustment goes beyond. */
export const activeAheadSecondsMax = tierSecondsMax
/** How many one event tells of. */
export const activeItemsMax = 1000

/** `expired` is computed whenever a period is read. */
export const periodStates = ['active', 'expired', 'revoked'] as const
export type PeriodState = (typeof periodStates)[number]

export const Period = Type.Object(
  {
    id: Id,
    appId: Id,
    memberId: Id,
    itemId: Id,
    itemUri: Type.String({ maxLength: webAddressMax }),
    name: Type.String({ maxLength: itemNameMax }),
    state: oneOf(periodStates),
    startedAt: Time,
    expiresAt: { ...Time, description: 'When it is or was over; of a revoked one, when it was revoked' },
    revokedReason: nullable(Type.String({ maxLength: itemReasonMax })),
    version: Type.Integer({ minimum: 1, maximum: amountMax, description: 'One more with every change' }),
  },
  { additionalProperties: false },
)
export type Period = Static<typeof Period>

const PeriodParams = inCommunity('periodId')
const reason = line(itemReasonMax)

export const periodEndpoints = [
  endpoint({
    name: 'activateItem',
    method: 'POST',
    path: '/api/communities/{communityId}/items/{itemId}/activations',
    summary: 'Use up units of one’s own of a time-limited item: it is active for longer by their time',
    description:
      'Send an Idempotency-Key, so that a repeat uses nothing up. A running period is extended from its end; else a new one starts now. Units under a trade hold are used first.',
    access: accountAccess,
    params: inCommunity('itemId'),
    body: Type.Object(
      {
        tier: Type.Optional(
          Type.String({ minLength: 1, maxLength: 40, description: 'Of an item with several' }),
        ),
        units: Type.Integer({ minimum: 1, maximum: grantQuantityMax }),
      },
      { additionalProperties: false },
    ),
    answers: { 201: Period },
    refusals: [
      'wrong_kind',
      'unknown_item',
      'wrong_state',
      'app_suspended',
      'app_not_approved',
      'insufficient_balance',
      'too_far_ahead',
    ],
  }),
  endpoint({
    name: 'listPeriods',
    method: 'GET',
    path: '/api/communities/{communityId}/members/{memberId}/periods',
    summary:
      'The active time of a member’s items, newest first: one’s own always, that of others with permission',
    description: 'A key of an app sees those of its app.',
    access: { kind: 'app', permission: null, appPermission: 'inventory.read' },
    params: inCommunity('memberId'),
    query: Type.Object(
      { ...pageQuery, appId: Type.Optional(Id), state: Type.Optional(oneOf(periodStates)) },
      { additionalProperties: false },
    ),
    answers: { 200: pageOf(Period) },
    refusals: ['cursor_invalid'],
  }),
  endpoint({
    name: 'revokePeriod',
    method: 'POST',
    path: '/api/communities/{communityId}/periods/{periodId}/revocation',
    summary: 'End active time now; the units that were used up do not come back',
    access: appAccess('approve_apps', 'items.take'),
    params: PeriodParams,
    body: Type.Object({ reason }, { additionalProperties: false }),
    answers: { 200: Period },
    refusals: ['wrong_state', 'app_suspended'],
  }),
  endpoint({
    name: 'adjustPeriod',
    method: 'POST',
    path: '/api/communities/{communityId}/periods/{periodId}/adjustments',
    summary: 'Make active time longer or shorter; what would end before now ends now',
    description: 'Send an Idempotency-Key, so that a repeat adds nothing twice.',
    access: appAccess('approve_apps', 'items.issue'),
    params: PeriodParams,
    body: Type.Object(
      {
        seconds: Type.Integer({ minimum: -activeAheadSecondsMax, maximum: activeAheadSecondsMax }),
        reason,
      },
      { additionalProperties: false },
    ),
    answers: { 201: Period },
    refusals: ['wrong_state', 'too_far_ahead', 'app_suspended'],
  }),
] as const
