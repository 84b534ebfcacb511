/** Receipts: what incoming webhooks received, what became of it, and what it changed. */
import Type, { type Static } from 'typebox'
import { endpoint, needs } from './endpoint.ts'
import { mib, webhookBodyMibMax, webhookNameMax } from './incoming.ts'
import {
  ActorView,
  Amount,
  amountMax,
  CommunityParams,
  emailMax,
  Id,
  inCommunity,
  listOf,
  nullable,
  oneOf,
  pageOf,
  pageQuery,
  Time,
} from './values.ts'

export const receiptStatuses = ['pending', 'success', 'failed'] as const
export const receiptOutcomes = [
  'applied',
  'duplicate',
  'nothing_to_do',
  'no_mapping',
  'paused',
  'discarded',
  'awaiting_member',
] as const

/** Outcomes of receipts that are pending and not queued: they wait for the owner, or for a member. */
export const waitingOutcomes = ['no_mapping', 'paused', 'awaiting_member'] as const

/** Closed list of wire/returning-ai.md 10.4, as shown under Details. */
export const failureReasons = [
  'User not found',
  'User field missing in payload',
  'Value missing in payload',
  'Value does not fit the field',
  'Insufficient balance',
  'Field was deleted',
  'Body could not be decrypted',
  'Request is not encrypted',
  'Encryption is not set up',
  'Body is not valid',
  'Amount is out of bounds',
  'Mapping is incomplete',
  'Something went wrong on our side',
] as const
export type FailureReason = (typeof failureReasons)[number]

export const recentReceiptCount = 20

const WebhookParams = inCommunity('webhookId')
const ReceiptParams = inCommunity('receiptId')

export const ReceiptEffect = Type.Union([
  Type.Object(
    {
      kind: Type.Literal('currency'),
      memberId: Id,
      memberLabel: Type.String({ maxLength: 200 }),
      asset: Type.String({ maxLength: 50 }),
      amount: Amount,
      balanceBefore: Amount,
      balanceAfter: Amount,
      transferId: nullable(Id),
      element: nullable(Type.Integer({ minimum: 0, maximum: amountMax })),
      line: Type.Integer({ minimum: 0, maximum: amountMax }),
    },
    { additionalProperties: false },
  ),
  Type.Object(
    {
      kind: Type.Literal('field'),
      memberId: Id,
      memberLabel: Type.String({ maxLength: 200 }),
      field: Type.String({ maxLength: 50 }),
      before: Type.Unknown(),
      after: Type.Unknown(),
      element: nullable(Type.Integer({ minimum: 0, maximum: amountMax })),
      line: Type.Integer({ minimum: 0, maximum: amountMax }),
    },
    { additionalProperties: false },
  ),
])
export type ReceiptEffect = Static<typeof ReceiptEffect>

/** What went wrong, where, and with which value: enough to mend the sender or the mapping. */
export const ReceiptFailure = Type.Object(
  {
    reason: oneOf(failureReasons),
    detail: Type.String({ maxLength: 1000, description: 'In words for the owner' }),
    path: nullable(Type.String({ maxLength: 500 })),
    value: nullable(Type.String({ maxLength: 300, description: 'The value found, cut' })),
    line: nullable(
      Type.Integer({ minimum: 0, maximum: amountMax, description: 'Index of the mapping line' }),
    ),
    element: nullable(
      Type.Integer({ minimum: 0, maximum: amountMax, description: 'Index of the forEach element' }),
    ),
  },
  { additionalProperties: false },
)
export type ReceiptFailure = Static<typeof ReceiptFailure>

export const Receipt = Type.Object(
  {
    id: Id,
    webhookId: Id,
    webhookName: Type.String({ maxLength: webhookNameMax }),
    status: oneOf(receiptStatuses),
    outcome: nullable(oneOf(receiptOutcomes)),
    details: Type.String({ maxLength: 1200, description: 'The status in words' }),
    failure: nullable(ReceiptFailure),
    receivedAt: Time,
    finishedAt: nullable(Time),
    runCount: Type.Integer({ minimum: 0, maximum: amountMax }),
    bodyBytes: Type.Integer({ minimum: 0, maximum: amountMax }),
    bodyRemovedAfterDays: nullable(
      Type.Integer({
        minimum: 1,
        maximum: amountMax,
        description: 'That body and headers were removed, and after how many days; null while they are here',
      }),
    ),
    source: nullable(Type.String({ maxLength: 60, description: 'Address of the sender' })),
    awaited: nullable(
      Type.Object(
        {
          identifier: oneOf(['email', 'username']),
          value: Type.String({ maxLength: emailMax, description: 'In the normal form of members' }),
          until: Time,
        },
        {
          additionalProperties: false,
          description: 'The member that a receipt with the outcome `awaiting_member` waits for',
        },
      ),
    ),
    undone: nullable(
      Type.Object(
        {
          at: Time,
          by: ActorView,
          isPartly: Type.Boolean({ description: 'Something had been spent or changed since, and was left' }),
          repairId: Id,
        },
        { additionalProperties: false, description: 'That its effects were taken back, and by whom' },
      ),
    ),
  },
  { additionalProperties: false },
)
export type Receipt = Static<typeof Receipt>

export const ReceiptRun = Type.Object(
  {
    number: Type.Integer({ minimum: 1, maximum: amountMax }),
    status: oneOf(receiptStatuses),
    outcome: nullable(oneOf(receiptOutcomes)),
    failure: nullable(ReceiptFailure),
    mappingVersion: nullable(Type.Integer({ minimum: 1, maximum: amountMax })),
    finishedAt: Time,
  },
  { additionalProperties: false },
)

export const ReceiptDetails = Type.Object(
  {
    ...Receipt.properties,
    headers: Type.Array(
      Type.Object(
        { name: Type.String({ maxLength: 200 }), value: Type.String({ maxLength: 16_384 }) },
        { additionalProperties: false },
      ),
      { maxItems: 200 },
    ),
    contentType: nullable(Type.String({ maxLength: 200 })),
    isEncrypted: Type.Boolean(),
    body: Type.String({
      maxLength: webhookBodyMibMax * mib,
      description: 'As received; bytes that are not UTF-8 are replaced',
    }),
    payload: Type.Unknown({ description: 'The decrypted and parsed body, or null' }),
    warnings: Type.Array(Type.String({ maxLength: 300 }), { maxItems: 20 }),
    mappingVersion: nullable(Type.Integer({ minimum: 1, maximum: amountMax })),
    duplicateOf: nullable(Id),
    runs: Type.Array(ReceiptRun, { maxItems: 100 }),
    effects: Type.Array(ReceiptEffect, { maxItems: 100_000 }),
  },
  { additionalProperties: false },
)
export type ReceiptDetails = Static<typeof ReceiptDetails>

export const receiptEndpoints = [
  endpoint({
    name: 'listIncomingWebhookReceipts',
    method: 'GET',
    path: '/api/communities/{communityId}/incoming-webhooks/{webhookId}/receipts',
    summary: 'List what one webhook received, newest first',
    access: needs('manage_webhooks'),
    params: WebhookParams,
    query: Type.Object(
      {
        ...pageQuery,
        status: Type.Optional(oneOf(receiptStatuses)),
        outcome: Type.Optional(oneOf(waitingOutcomes, 'Of the pending, those that wait for this')),
      },
      { additionalProperties: false },
    ),
    answers: { 200: pageOf(Receipt) },
    refusals: ['cursor_invalid'],
  }),
  endpoint({
    name: 'listIncomingWebhookSamples',
    method: 'GET',
    path: '/api/communities/{communityId}/incoming-webhooks/{webhookId}/samples',
    summary: 'Catch: the last 20 requests, each readable as a sample',
    access: needs('manage_webhooks'),
    params: WebhookParams,
    answers: {
      200: listOf(
        Type.Object(
          {
            receiptId: Id,
            receivedAt: Time,
            payload: Type.Unknown(),
            problem: nullable(oneOf(failureReasons)),
          },
          { additionalProperties: false },
        ),
        recentReceiptCount,
      ),
    },
    refusals: [],
  }),
  endpoint({
    name: 'listReceipts',
    method: 'GET',
    path: '/api/communities/{communityId}/receipts',
    summary: 'Histories: everything all webhooks received, newest first',
    access: needs('manage_webhooks'),
    params: CommunityParams,
    query: Type.Object(
      {
        ...pageQuery,
        status: Type.Optional(oneOf(receiptStatuses)),
        outcome: Type.Optional(oneOf(waitingOutcomes, 'Of the pending, those that wait for this')),
        webhookId: Type.Optional(Id),
        from: Type.Optional(Type.String({ maxLength: 30, format: 'date-time' })),
        to: Type.Optional(Type.String({ maxLength: 30, format: 'date-time' })),
      },
      { additionalProperties: false },
    ),
    answers: { 200: pageOf(Receipt) },
    refusals: ['cursor_invalid'],
  }),
  endpoint({
    name: 'getReceipt',
    method: 'GET',
    path: '/api/communities/{communityId}/receipts/{receiptId}',
    summary: 'Read one received request with its headers, body, runs and effects',
    access: needs('manage_webhooks'),
    params: ReceiptParams,
    answers: { 200: ReceiptDetails },
    refusals: [],
  }),
  endpoint({
    name: 'runReceipt',
    method: 'POST',
    path: '/api/communities/{communityId}/receipts/{receiptId}/runs',
    summary: 'Run a failed or waiting receipt with the mapping of now; its effect happens once',
    access: needs('manage_webhooks'),
    params: ReceiptParams,
    answers: { 202: Receipt },
    refusals: ['receipt_not_runnable', 'mapping_missing'],
  }),
  endpoint({
    name: 'discardReceipt',
    method: 'POST',
    path: '/api/communities/{communityId}/receipts/{receiptId}/discard',
    summary: 'Discard a receipt that waits: it is kept, and never applied',
    access: needs('manage_webhooks'),
    params: ReceiptParams,
    answers: { 200: Receipt },
    refusals: ['receipt_not_waiting'],
  }),
] as const
