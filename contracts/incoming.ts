/** Incoming webhooks: URLs that others call, the requests they received, and what those changed. */
import Type, { type Static } from 'typebox'
import { endpoint, needs, secretUrlAccess } from './endpoint.ts'
import { Mapping } from './mapping.ts'
import { NewWebhookKey, SignatureInput, WebhookKey, WebhookSignature } from './senders.ts'
import {
  ActorView,
  Amount,
  amountMax,
  CommunityParams,
  emailMax,
  Id,
  inCommunity,
  line,
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

export const locations = ['user_fields'] as const
export const encryptionModes = ['gcm', 'cbc'] as const
/** Printable ASCII 0x21 to 0x7E, used as 32 bytes without derivation (wire 9.2). */
export const EncryptionKey = Type.String({ minLength: 32, maxLength: 32, pattern: '^[\\x21-\\x7e]{32}$' })
export const EncryptionInput = Type.Object(
  { mode: oneOf(encryptionModes), key: EncryptionKey },
  { additionalProperties: false },
)

export const webhookNameMax = 100
export const webhookCountMax = 500
export const recentReceiptCount = 20
export const webhookBodyBytesMax = 1024 * 1024

export const IncomingWebhook = Type.Object(
  {
    id: Id,
    name: Type.String({ maxLength: webhookNameMax }),
    location: oneOf(locations),
    url: nullable(Type.String({ maxLength: 600, description: 'Incoming Webhook URL' })),
    previousUrlUntil: nullable(Time),
    apiKeys: Type.Array(WebhookKey, {
      maxItems: 10,
      description: 'Newest first; with any of them, only requests that show a living one are taken',
    }),
    signature: nullable(WebhookSignature),
    encryption: nullable(Type.Object({ mode: oneOf(encryptionModes) }, { additionalProperties: false })),
    isPaused: Type.Boolean(),
    mapping: nullable(Mapping),
    mappingVersion: nullable(Type.Integer({ minimum: 1, maximum: amountMax })),
    counts: Type.Object(
      {
        pending: Type.Integer({ minimum: 0, maximum: amountMax }),
        success: Type.Integer({ minimum: 0, maximum: amountMax }),
        failed: Type.Integer({ minimum: 0, maximum: amountMax }),
        awaitingMember: Type.Integer({
          minimum: 0,
          maximum: amountMax,
          description: 'How many of the pending wait for a member',
        }),
      },
      { additionalProperties: false, description: 'Receipts of the last 24 hours, and all that are pending' },
    ),
    refused: Type.Array(
      Type.Object(
        {
          reason: Type.String({ maxLength: 60 }),
          count: Type.Integer({ minimum: 1, maximum: amountMax }),
          lastAt: Time,
        },
        { additionalProperties: false },
      ),
      { maxItems: 10, description: 'Calls that were turned away before anything was stored' },
    ),
    lastReceivedAt: nullable(Time),
    revision: Type.Integer({ minimum: 1, maximum: amountMax }),
    createdAt: Time,
    updatedAt: Time,
  },
  { additionalProperties: false },
)
export type IncomingWebhook = Static<typeof IncomingWebhook>

const CreatedIncomingWebhook = Type.Object(
  {
    ...IncomingWebhook.properties,
    apiKey: nullable(Type.String({ maxLength: 100, description: 'Shown this once' })),
  },
  { additionalProperties: false },
)

const WebhookParams = inCommunity('webhookId')
const WebhookKeyParams = Type.Object(
  { ...WebhookParams.properties, keyId: Id },
  { additionalProperties: false },
)
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
      maxLength: webhookBodyBytesMax,
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

/** A dry run of a thousand elements says enough by the first hundred. */
export const remarkCountMax = 100

export const DryRun = Type.Object(
  {
    status: oneOf(receiptStatuses),
    outcome: nullable(oneOf(['applied', 'nothing_to_do', 'awaiting_member'])),
    members: Type.Array(
      Type.Object(
        {
          id: Id,
          email: nullable(Type.String({ maxLength: 254 })),
          username: Type.String({ maxLength: 50 }),
          displayName: Type.String({ maxLength: 100 }),
          element: nullable(Type.Integer({ minimum: 0, maximum: amountMax })),
        },
        { additionalProperties: false },
      ),
      { maxItems: 1000 },
    ),
    effects: Type.Array(ReceiptEffect, { maxItems: 100_000 }),
    problems: Type.Array(ReceiptFailure, {
      maxItems: 1000,
      description:
        'Everything that would stop it, each on its line; when members are missing and the mapping waits for them, it is pending',
    }),
    warnings: Type.Array(Type.String({ maxLength: 300 }), { maxItems: 20 }),
    remarks: Type.Array(
      Type.Object(
        {
          line: nullable(Type.Integer({ minimum: 0, maximum: amountMax })),
          element: nullable(Type.Integer({ minimum: 0, maximum: amountMax })),
          text: Type.String({ maxLength: 1000 }),
        },
        { additionalProperties: false },
      ),
      {
        maxItems: remarkCountMax,
        description:
          'What is worth knowing of a line that works: a condition that does not hold, a default taken, text read as a number',
      },
    ),
  },
  { additionalProperties: false },
)
export type DryRun = Static<typeof DryRun>

export const incomingEndpoints = [
  endpoint({
    name: 'receiveWebhook',
    method: 'POST',
    path: '/hooks/{token}',
    summary: 'Receive a request',
    description:
      'Any JSON, `+json`, form or text body. Stored as it is and answered 202; parsed, decrypted and applied afterwards. Headers: `x-api-key` when the webhook has a key, the signature when it has one, `x-encrypted: true` when it is encrypted, and an id of the event (`webhook-id`, `Idempotency-Key` or the header chosen in the mapping) so that a repeat changes nothing.',
    access: secretUrlAccess,
    params: Type.Object({ token: Type.String({ maxLength: 100 }) }, { additionalProperties: false }),
    answers: {
      200: Type.Object({
        status: Type.Literal('success'),
        message: Type.String({ maxLength: 100 }),
        data: Type.Object({ id: Id }),
      }),
      202: Type.Object({
        status: Type.Literal('success'),
        message: Type.String({ maxLength: 100 }),
        data: Type.Object({ id: Id }),
      }),
    },
    refusals: [],
  }),
  endpoint({
    name: 'listIncomingWebhooks',
    method: 'GET',
    path: '/api/communities/{communityId}/incoming-webhooks',
    summary: 'List incoming webhooks',
    access: needs('manage_webhooks'),
    params: CommunityParams,
    query: Type.Object({ ...pageQuery }, { additionalProperties: false }),
    answers: { 200: pageOf(IncomingWebhook) },
    refusals: ['cursor_invalid'],
  }),
  endpoint({
    name: 'createIncomingWebhook',
    method: 'POST',
    path: '/api/communities/{communityId}/incoming-webhooks',
    summary: 'Create an incoming webhook',
    access: needs('manage_webhooks'),
    params: CommunityParams,
    body: Type.Object(
      {
        name: line(webhookNameMax),
        location: Type.Optional(oneOf(locations)),
        apiKey: Type.Optional(
          Type.Boolean({ description: 'Generate a key that senders must show as `x-api-key`' }),
        ),
        signature: Type.Optional(nullable(SignatureInput)),
        encryption: Type.Optional(nullable(EncryptionInput)),
      },
      { additionalProperties: false },
    ),
    answers: { 201: CreatedIncomingWebhook },
    refusals: ['name_taken', 'webhook_limit_reached'],
  }),
  endpoint({
    name: 'getIncomingWebhook',
    method: 'GET',
    path: '/api/communities/{communityId}/incoming-webhooks/{webhookId}',
    summary: 'Read an incoming webhook',
    access: needs('manage_webhooks'),
    params: WebhookParams,
    answers: { 200: IncomingWebhook },
    refusals: [],
    revisioned: true,
  }),
  endpoint({
    name: 'updateIncomingWebhook',
    method: 'PATCH',
    path: '/api/communities/{communityId}/incoming-webhooks/{webhookId}',
    summary: 'Rename an incoming webhook, or change how its requests are signed or encrypted',
    access: needs('manage_webhooks'),
    params: WebhookParams,
    body: Type.Object(
      {
        name: Type.Optional(line(webhookNameMax)),
        signature: Type.Optional(nullable(SignatureInput)),
        encryption: Type.Optional(nullable(EncryptionInput)),
      },
      { additionalProperties: false, minProperties: 1 },
    ),
    answers: { 200: IncomingWebhook },
    refusals: ['name_taken', 'revision_mismatch'],
    revisioned: true,
  }),
  endpoint({
    name: 'deleteIncomingWebhook',
    method: 'DELETE',
    path: '/api/communities/{communityId}/incoming-webhooks/{webhookId}',
    summary: 'Delete an incoming webhook; its histories stay',
    access: needs('manage_webhooks'),
    params: WebhookParams,
    answers: { 204: null },
    refusals: [],
  }),
  endpoint({
    name: 'pauseIncomingWebhook',
    method: 'POST',
    path: '/api/communities/{communityId}/incoming-webhooks/{webhookId}/pause',
    summary: 'Pause: requests are kept, not applied',
    access: needs('manage_webhooks'),
    params: WebhookParams,
    answers: { 200: IncomingWebhook },
    refusals: [],
  }),
  endpoint({
    name: 'resumeIncomingWebhook',
    method: 'DELETE',
    path: '/api/communities/{communityId}/incoming-webhooks/{webhookId}/pause',
    summary: 'Resume a paused webhook',
    access: needs('manage_webhooks'),
    params: WebhookParams,
    answers: { 200: IncomingWebhook },
    refusals: [],
  }),
  endpoint({
    name: 'rotateIncomingWebhookToken',
    method: 'POST',
    path: '/api/communities/{communityId}/incoming-webhooks/{webhookId}/tokens',
    summary: 'Make a new address; the old one works on for the overlap',
    access: needs('manage_webhooks'),
    params: WebhookParams,
    body: Type.Object(
      { overlapHours: Type.Optional(Type.Integer({ minimum: 0, maximum: 168, default: 24 })) },
      { additionalProperties: false },
    ),
    answers: { 201: IncomingWebhook },
    refusals: [],
  }),
  endpoint({
    name: 'addIncomingWebhookKey',
    method: 'POST',
    path: '/api/communities/{communityId}/incoming-webhooks/{webhookId}/api-keys',
    summary: 'Generate an API key, shown this once; two live at a time',
    description:
      'Without `overlapHours` the other key stays, so that senders can change over; with it the other one ends after that many hours, 0 for at once.',
    access: needs('manage_webhooks'),
    params: WebhookParams,
    body: NewWebhookKey,
    answers: {
      201: Type.Object(
        { ...WebhookKey.properties, apiKey: Type.String({ maxLength: 100, description: 'Shown this once' }) },
        { additionalProperties: false },
      ),
    },
    refusals: ['api_key_limit_reached'],
  }),
  endpoint({
    name: 'removeIncomingWebhookKey',
    method: 'DELETE',
    path: '/api/communities/{communityId}/incoming-webhooks/{webhookId}/api-keys/{keyId}',
    summary: 'Remove one API key; without the last one, calls are taken without a key',
    access: needs('manage_webhooks'),
    params: WebhookKeyParams,
    answers: { 204: null },
    refusals: [],
  }),
  endpoint({
    name: 'removeIncomingWebhookKeys',
    method: 'DELETE',
    path: '/api/communities/{communityId}/incoming-webhooks/{webhookId}/api-keys',
    summary: 'Take calls without an API key from now on',
    access: needs('manage_webhooks'),
    params: WebhookParams,
    answers: { 204: null },
    refusals: ['api_key_missing'],
  }),
  endpoint({
    name: 'saveIncomingWebhookMapping',
    method: 'PUT',
    path: '/api/communities/{communityId}/incoming-webhooks/{webhookId}/mapping',
    summary: 'Save the mapping as its next version',
    access: needs('manage_webhooks'),
    params: WebhookParams,
    body: Mapping,
    answers: { 200: IncomingWebhook },
    refusals: ['mapping_invalid', 'revision_mismatch'],
    revisioned: true,
  }),
  endpoint({
    name: 'listIncomingWebhookMappings',
    method: 'GET',
    path: '/api/communities/{communityId}/incoming-webhooks/{webhookId}/mappings',
    summary: 'List the versions of the mapping, newest first',
    access: needs('manage_webhooks'),
    params: WebhookParams,
    query: Type.Object({ ...pageQuery }, { additionalProperties: false }),
    answers: {
      200: pageOf(
        Type.Object(
          {
            version: Type.Integer({ minimum: 1, maximum: amountMax }),
            mapping: Mapping,
            savedBy: ActorView,
            savedAt: Time,
          },
          { additionalProperties: false },
        ),
      ),
    },
    refusals: ['cursor_invalid'],
  }),
  endpoint({
    name: 'dryRunIncomingWebhook',
    method: 'POST',
    path: '/api/communities/{communityId}/incoming-webhooks/{webhookId}/dry-runs',
    summary: 'Show exactly what a sample would change, without changing it',
    description:
      'Give a `sample` (the parsed payload) or a `receiptId`; without `mapping` the saved one is tried.',
    access: needs('manage_webhooks'),
    params: WebhookParams,
    body: Type.Object(
      {
        sample: Type.Optional(Type.Unknown()),
        receiptId: Type.Optional(Id),
        mapping: Type.Optional(Mapping),
      },
      { additionalProperties: false },
    ),
    answers: { 200: DryRun },
    refusals: ['mapping_missing', 'mapping_invalid'],
  }),
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
