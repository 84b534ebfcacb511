/**
 * The schemas of the face: names, spelling, order and types as games made for FINGI know them. What is decided and not
 * published may change; what is published never does.
 */
import Type, { type Static } from 'typebox'
import { type MergeState, mergeStates } from '../../../contracts/merges.ts'
import { grantQuantityMax } from '../../../contracts/postings.ts'
import { amountMax, emailMax } from '../../../contracts/values.ts'

export const bodyBytesMax = 256 * 1024
export const bodyDepthMax = 16

const clientId = Type.String({ minLength: 1, maxLength: 12 })
const userEmail = Type.String({ minLength: 3, maxLength: emailMax, pattern: '^[^@\\u0000]+@[^@\\u0000]+$' })
const itemUri = Type.String({ minLength: 1, maxLength: 2100 })

const reason = Type.String({
  minLength: 1,
  maxLength: 200,
  pattern: '^[^\\u0000-\\u001f\\u007f]*[^\\s\\u0000-\\u001f\\u007f][^\\u0000-\\u001f\\u007f]*$',
})

const sequence = Type.Integer({ minimum: 0, maximum: amountMax })

/** Keys in the published order. */
export const WireItem = Type.Object(
  {
    itemOwner: Type.String({ maxLength: emailMax }),
    clientId,
    itemUri,
    itemType: Type.Integer({ minimum: 0, maximum: 2 }),
    itemCount: Type.Integer({ minimum: 0, maximum: amountMax }),
    timeLimit: Type.Union([Type.Integer({ minimum: 1, maximum: amountMax }), Type.Null()]),
  },
  { additionalProperties: false },
)
export type WireItem = Static<typeof WireItem>

export const PulledItems = Type.Object(
  { items: Type.Array(WireItem, { maxItems: 10_000 }) },
  { additionalProperties: false },
)

const movedItems = (countMax: number) =>
  Type.Array(
    Type.Object(
      { itemUri, count: Type.Integer({ minimum: 1, maximum: countMax }) },
      { additionalProperties: false },
    ),
    { minItems: 1, maxItems: 100 },
  )

export const MoveItems = Type.Object(
  {
    clientId,
    userEmail,
    items: movedItems(grantQuantityMax),
    reason,
    reference: Type.Optional(
      Type.String({ minLength: 1, maxLength: 64, pattern: '^[^\\u0000-\\u001f\\u007f]*$' }),
    ),
  },
  { additionalProperties: false },
)
export const TakeItems = Type.Object(
  { ...MoveItems.properties, items: movedItems(amountMax), closeOrders: Type.Optional(Type.Boolean()) },
  { additionalProperties: false },
)
export type Move = Static<typeof TakeItems>

export const MovedItems = Type.Object(
  { items: PulledItems.properties.items, postingId: Type.String({ maxLength: 36 }), sequence },
  { additionalProperties: false },
)

const mergeId = Type.String({ minLength: 1, maxLength: 36 })

/** Keys in the decided order. */
export const WireMerge = Type.Object(
  {
    mergeId,
    state: Type.Unsafe<MergeState>({ type: 'string', enum: [...mergeStates] }),
    userEmail: Type.String({ maxLength: emailMax }),
    itemUri,
    count: Type.Integer({ minimum: 1, maximum: amountMax }),
    createdAt: Type.Integer({ minimum: 0, maximum: amountMax }),
    confirmBy: Type.Integer({ minimum: 0, maximum: amountMax }),
    countRemaining: Type.Integer({ minimum: 0, maximum: amountMax }),
    sequence,
  },
  { additionalProperties: false },
)
export type WireMerge = Static<typeof WireMerge>

export const ListedMerges = Type.Object(
  {
    merges: Type.Array(WireMerge, { maxItems: 200 }),
    next: Type.Union([mergeId, Type.Null()]),
  },
  { additionalProperties: false },
)

export const ConfirmMerge = Type.Object({ clientId, mergeId }, { additionalProperties: false })
export type ConfirmMerge = Static<typeof ConfirmMerge>

export const RejectMerge = Type.Object({ clientId, mergeId, reason }, { additionalProperties: false })
export type RejectMerge = Static<typeof RejectMerge>

/** Unix seconds. */
const expirationDate = Type.Integer({ minimum: 0, maximum: amountMax })

export const PulledSubs = Type.Object(
  {
    activeSubs: Type.Array(
      Type.Object({ itemUri, expirationDate, isActive: Type.Boolean() }, { additionalProperties: false }),
      { maxItems: 10_000 },
    ),
    sequence,
  },
  { additionalProperties: false },
)

export const RevokeSub = Type.Object(
  { clientId, userEmail, itemUri, reason },
  { additionalProperties: false },
)
export type RevokeSub = Static<typeof RevokeSub>

export const RevokedSub = Type.Object(
  { itemUri, expirationDate, isActive: Type.Literal(false), sequence },
  { additionalProperties: false },
)

const eventId = Type.String({ minLength: 1, maxLength: 36 })

export const PulledEvents = Type.Object(
  {
    events: Type.Array(
      Type.Object(
        {
          webhookId: eventId,
          event: Type.String({ maxLength: 40 }),
          time: Type.Integer({ minimum: 0, maximum: amountMax }),
          sequence,
          body: Type.Object({ clientId, event: Type.String({ maxLength: 40 }) }),
        },
        { additionalProperties: false },
      ),
      { maxItems: 200 },
    ),
    next: Type.Union([eventId, Type.Null()]),
  },
  { additionalProperties: false },
)

export const AckEvents = Type.Object({ clientId, upTo: eventId }, { additionalProperties: false })

export const Acknowledged = Type.Object({ acknowledged: eventId }, { additionalProperties: false })

export const comparedLinesMax = 1000
const count = Type.Integer({ minimum: 0, maximum: amountMax })

export const CompareItems = Type.Object(
  {
    clientId,
    users: Type.Array(
      Type.Object(
        {
          userEmail,
          items: Type.Array(Type.Object({ itemUri, count }, { additionalProperties: false }), {
            maxItems: comparedLinesMax,
          }),
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 100 },
    ),
    complete: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)
export type CompareItems = Static<typeof CompareItems>

export const ComparedItems = Type.Object(
  {
    differences: Type.Array(
      Type.Object(
        {
          userEmail: Type.String({ maxLength: emailMax }),
          itemUri,
          count,
          itemCount: count,
          pendingMerge: count,
          pendingOrder: count,
          reason: Type.Unsafe<string>({
            type: 'string',
            enum: ['differs', 'unknown_item', 'unknown_user', 'in_motion'],
          }),
        },
        { additionalProperties: false },
      ),
      { maxItems: 1_000_000 },
    ),
    checked: count,
  },
  { additionalProperties: false },
)
const orderId = Type.String({ minLength: 1, maxLength: 36 })
const seconds = Type.Integer({ minimum: 0, maximum: amountMax })

/** Keys in the decided order. */
export const WireOrder = Type.Object(
  {
    orderId,
    kind: Type.Unsafe<'mint' | 'sell'>({ type: 'string', enum: ['mint', 'sell'] }),
    state: Type.String({ maxLength: 20 }),
    userEmail: Type.String({ maxLength: emailMax }),
    itemUri,
    count: Type.Integer({ minimum: 1, maximum: amountMax }),
    countFilled: Type.Integer({ minimum: 0, maximum: amountMax }),
    countOpen: Type.Integer({ minimum: 0, maximum: amountMax }),
    unitPrice: Type.Integer({ minimum: 1, maximum: amountMax }),
    currency: Type.String({ maxLength: 50 }),
    createdAt: seconds,
    confirmBy: Type.Union([seconds, Type.Null()]),
    expiresAt: seconds,
    sequence: Type.Integer({ minimum: 0, maximum: amountMax }),
  },
  { additionalProperties: false },
)
export type WireOrder = Static<typeof WireOrder>

export const ListedOrders = Type.Object(
  { orders: Type.Array(WireOrder, { maxItems: 200 }), next: Type.Union([orderId, Type.Null()]) },
  { additionalProperties: false },
)

export const ConfirmOrder = Type.Object({ clientId, orderId }, { additionalProperties: false })
export const RejectOrder = Type.Object({ clientId, orderId, reason }, { additionalProperties: false })
export type RejectOrder = Static<typeof RejectOrder>

/** What is mounted, with the schema of its success. */
export const facePaths = {
  pullItems: { method: 'GET', path: '/api/pull_items', answer: PulledItems },
  pushItems: { method: 'POST', path: '/api/push_items', answer: MovedItems },
  takeItems: { method: 'POST', path: '/api/take_items', answer: MovedItems },
  pullSubs: { method: 'GET', path: '/api/pull_subs', answer: PulledSubs },
  revokeSub: { method: 'POST', path: '/api/revoke_sub', answer: RevokedSub },
  pullEvents: { method: 'GET', path: '/api/pull_events', answer: PulledEvents },
  ackEvents: { method: 'POST', path: '/api/ack_events', answer: Acknowledged },
  compareItems: { method: 'POST', path: '/api/compare_items', answer: ComparedItems },
  listMerges: { method: 'GET', path: '/api/list_merges', answer: ListedMerges },
  confirmMerge: { method: 'POST', path: '/api/confirm_merge', answer: WireMerge },
  rejectMerge: { method: 'POST', path: '/api/reject_merge', answer: WireMerge },
  listOrders: { method: 'GET', path: '/api/list_orders', answer: ListedOrders },
  confirmOrder: { method: 'POST', path: '/api/confirm_order', answer: WireOrder },
  rejectOrder: { method: 'POST', path: '/api/reject_order', answer: WireOrder },
} as const
