/** Incoming webhooks: URLs that others call, their settings, keys and mappings. */
import Type, { type Static } from 'typebox'
import { endpoint, needs, secretUrlAccess } from './endpoint.ts'
import { Mapping } from './mapping.ts'
import { NewWebhookKey, SignatureInput, WebhookKey, WebhookSignature } from './senders.ts'
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
/** What an operator may let through at most; 1 MiB unless they say so. */
export const webhookBodyMibMax = 10
export const mib = 1024 * 1024

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

const Received = Type.Object({
  status: Type.Literal('success'),
  message: Type.String({ maxLength: 100 }),
  data: Type.Object({ id: Id }),
})

export const incomingEndpoints = [
  endpoint({
    name: 'receiveWebhook',
    method: 'POST',
    path: '/hooks/{token}',
    summary: 'Receive a request',
    description:
      'Any JSON, `+json`, form or text body. Stored as it is and answered 202; parsed, decrypted and applied afterwards. Headers: `x-api-key` when the webhook has a key, the signature when it has one, `x-encrypted: true` when it is encrypted, and an id of the event (`webhook-id`, `Idempotency-Key` or the header chosen in the mapping) so that a repeat changes nothing. What is not taken is told in another form than everywhere else: `{"status": "error", "message": ..., "code": ..., "requestId": ...}`.',
    access: secretUrlAccess,
    params: Type.Object({ token: Type.String({ maxLength: 100 }) }, { additionalProperties: false }),
    answers: {
      200: Received,
      202: Received,
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
] as const
