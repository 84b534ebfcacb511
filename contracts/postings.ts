/** Postings of units: what an app or staff issues, takes, stocks and pays out, all or nothing. */
import Type, { type Static } from 'typebox'
import { AppParams } from './apps.ts'
import { endpoint } from './endpoint.ts'
import { ItemChange } from './inventory.ts'
import { itemReasonMax } from './items.ts'
import { amountMax, Id, line, nullable, oneOf } from './values.ts'

export const operationCountMax = 100
export const grantQuantityMax = 1_000_000_000
export const referenceMax = 64
export const callerTagCountMax = 10
export const callerTagMax = 64
/** Of one posting. */
export const closedOrdersMax = 500

const tier = Type.Optional(
  Type.String({ minLength: 1, maxLength: 40, description: 'Of a time-limited item with several' }),
)
const issued = Type.Integer({ minimum: 1, maximum: grantQuantityMax })
const quantity = Type.Integer({ minimum: 1, maximum: amountMax })
const closed = { additionalProperties: false }

const Operation = Type.Union([
  Type.Object(
    { op: Type.Literal('grant'), memberId: Id, itemId: Id, tier, quantity: issued },
    { ...closed, description: 'Issues units to a member' },
  ),
  Type.Object(
    {
      ...{ op: Type.Literal('take'), memberId: Type.Optional(Id), itemId: Id, tier, quantity },
      closeOrders: Type.Optional(
        Type.Boolean({
          description:
            'First cancels all listings, offered gifts and cancelable merges that such units of the member, or of the shelf, lie in',
        }),
      ),
    },
    { ...closed, description: 'Takes units out of circulation: of a member, or of the shelf of the app' },
  ),
  Type.Object(
    { op: Type.Literal('stock'), itemId: Id, tier, quantity: issued },
    { ...closed, description: 'Issues units to the shelf of the app' },
  ),
  Type.Object(
    {
      op: Type.Literal('payout'),
      memberId: Id,
      currency: Type.String({ minLength: 1, maxLength: 50 }),
      quantity,
    },
    { ...closed, description: 'Pays a member out of what the app has earned' },
  ),
])
export type Operation = Static<typeof Operation>
export const operationNames = ['grant', 'take', 'stock', 'payout'] as const

const Line = Type.Object(
  {
    op: oneOf(operationNames),
    memberId: nullable(Id),
    itemId: nullable(Id),
    tier: nullable(Type.String({ maxLength: 40 })),
    asset: Type.String({ maxLength: 50 }),
    quantity,
    balanceAfter: Type.Integer({
      minimum: 0,
      maximum: amountMax,
      description: 'Of the member, or of the shelf of the app',
    }),
  },
  { additionalProperties: false },
)

export const closedOrderKinds = ['listing', 'gift', 'merge'] as const
const ClosedOrder = Type.Object(
  {
    kind: oneOf(closedOrderKinds),
    id: Id,
    memberId: nullable({ ...Id, description: 'Null of the shelf of the app' }),
    itemId: Id,
    tier: Type.String({ maxLength: 40 }),
    quantity: { ...quantity, description: 'Units that came back' },
  },
  { additionalProperties: false },
)
export type ClosedOrder = Static<typeof ClosedOrder>

export const UnitPosting = Type.Object(
  {
    id: Id,
    isDryRun: Type.Boolean({ description: 'Nothing was moved: this is what would be' }),
    lines: Type.Array(Line, { maxItems: operationCountMax }),
    changes: Type.Array(ItemChange, { maxItems: operationCountMax }),
    closed: Type.Array(ClosedOrder, {
      maxItems: closedOrdersMax,
      description:
        'Orders that were closed first, for operations with `closeOrders`; each is a posting of its own',
    }),
  },
  { additionalProperties: false },
)
export type UnitPosting = Static<typeof UnitPosting>

export const postingEndpoints = [
  endpoint({
    name: 'postUnits',
    method: 'POST',
    path: '/api/communities/{communityId}/apps/{appId}/postings',
    summary: 'Issue, take, stock and pay out: all operations in order, or none',
    description:
      'Send an Idempotency-Key, so that a repeat moves nothing twice. A refusal names the operation in `errors`. Keys of the app need `items.issue`, and `items.take` to take. An app that is not approved issues only to members who manage apps.',
    access: { kind: 'app', permission: 'approve_apps', appPermission: null },
    params: AppParams,
    body: Type.Object(
      {
        operations: Type.Array(Operation, { minItems: 1, maxItems: operationCountMax }),
        reason: line(itemReasonMax, 'The action of its ledger lines'),
        reference: Type.Optional(nullable(line(referenceMax, 'Your own number of it'))),
        tags: Type.Optional(
          Type.Array(line(callerTagMax), { maxItems: callerTagCountMax, uniqueItems: true }),
        ),
        dryRun: Type.Optional(Type.Boolean()),
      },
      { additionalProperties: false },
    ),
    answers: { 200: UnitPosting, 201: UnitPosting },
    refusals: [
      'app_suspended',
      'app_not_approved',
      'unknown_item',
      'asset_unknown',
      'wrong_state',
      'supply_exhausted',
      'member_limit',
      'insufficient_balance',
      'amount_out_of_bounds',
    ],
  }),
] as const
