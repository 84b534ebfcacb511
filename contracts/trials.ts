/** Trials of an incoming webhook by staff: a test that the server sends, and a body that it tries to decrypt. */
import Type, { type Static } from 'typebox'
import { endpoint, needs } from './endpoint.ts'
import { mib } from './incoming.ts'
import { Id, inCommunity, nullable, oneOf } from './values.ts'

/** `aes`: iv, data and tag, as an object or joined. `jwe`: a compact JWE. */
export const encryptedForms = ['aes', 'jwe'] as const
export type EncryptedForm = (typeof encryptedForms)[number]

export const decryptionProblemCodes = [
  'form_unknown',
  'part_malformed',
  'mode_differs',
  'algorithm_not_allowed',
  'header_not_allowed',
  'tag_mismatch',
  'padding_wrong',
  'body_not_valid',
] as const

export const DecryptionProblem = Type.Object(
  {
    code: oneOf(decryptionProblemCodes),
    detail: Type.String({ maxLength: 1000, description: 'In words for the owner' }),
  },
  { additionalProperties: false },
)
export type DecryptionProblem = Static<typeof DecryptionProblem>

export const DecryptionTrial = Type.Object(
  {
    form: nullable(oneOf(encryptedForms, 'As which form the body was read')),
    payload: Type.Unknown({ description: 'The decrypted and parsed body, or null' }),
    text: nullable(
      Type.String({ maxLength: 2000, description: 'What was decrypted, cut, when it is not JSON' }),
    ),
    warnings: Type.Array(Type.String({ maxLength: 300 }), { maxItems: 20 }),
    problem: nullable(DecryptionProblem),
  },
  { additionalProperties: false },
)
export type DecryptionTrial = Static<typeof DecryptionTrial>

export const WebhookTestAnswer = Type.Object(
  {
    status: Type.Integer({ minimum: 200, maximum: 599, description: 'As a sender would be answered' }),
    message: Type.String({ maxLength: 1000 }),
    receiptId: nullable(Id),
  },
  { additionalProperties: false },
)
export type WebhookTestAnswer = Static<typeof WebhookTestAnswer>

const WebhookParams = inCommunity('webhookId')
const Body = Type.String({ maxLength: mib })

export const trialEndpoints = [
  endpoint({
    name: 'sendIncomingWebhookTest',
    method: 'POST',
    path: '/api/communities/{communityId}/incoming-webhooks/{webhookId}/tests',
    summary: 'Send a test request, signed and encrypted as the webhook asks for',
    description:
      'The server encrypts and signs with the secrets it keeps, and takes the request in as it does any other. Of API keys it keeps fingerprints only, so give one where the webhook has one.',
    access: needs('manage_webhooks'),
    params: WebhookParams,
    body: Type.Object(
      {
        body: { ...Body, description: 'Sent as it is, or encrypted' },
        apiKey: Type.Optional(
          Type.String({ maxLength: 200, pattern: '^[\\x21-\\x7e]*$', description: 'Sent as `x-api-key`' }),
        ),
        eventId: Type.Optional(
          Type.String({
            minLength: 1,
            maxLength: 200,
            pattern: '^[\\x21-\\x7e]+$',
            description: 'Sent in the header that the mapping names, or else as `webhook-id`',
          }),
        ),
        form: Type.Optional(oneOf(encryptedForms, 'How to encrypt; `aes` when left out')),
      },
      { additionalProperties: false },
    ),
    answers: { 200: WebhookTestAnswer },
    refusals: ['signing_key_missing'],
  }),
  endpoint({
    name: 'tryDecryption',
    method: 'POST',
    path: '/api/communities/{communityId}/incoming-webhooks/{webhookId}/decryptions',
    summary: 'Try to decrypt a body, and say exactly what is wrong with it',
    description: 'Nothing is stored or applied. Senders never learn any of this.',
    access: needs('manage_webhooks'),
    params: WebhookParams,
    body: Type.Object(
      { body: { ...Body, description: 'As the sender sends it' } },
      { additionalProperties: false },
    ),
    answers: { 200: DecryptionTrial },
    refusals: ['encryption_missing'],
  }),
] as const
