/** What senders of an incoming webhook show: its API keys, the signature of the body, and the encryption. */
import Type, { type Static } from 'typebox'
import { Id, line, nullable, oneOf, Time } from './values.ts'

/** Two, so that senders can change over from one to the other. */
export const liveWebhookKeyCountMax = 2
export const webhookKeyNameMax = 60

export const WebhookKey = Type.Object(
  {
    id: Id,
    name: Type.String({ maxLength: webhookKeyNameMax }),
    masked: Type.String({ maxLength: 60 }),
    createdAt: Time,
    lastUsedAt: nullable(Time),
    validUntil: nullable(Time),
  },
  { additionalProperties: false },
)
export type WebhookKey = Static<typeof WebhookKey>

export const overlapHours = (description: string) =>
  Type.Optional(Type.Integer({ minimum: 0, maximum: 168, description }))

export const NewWebhookKey = Type.Object(
  {
    name: Type.Optional(line(webhookKeyNameMax)),
    overlapHours: overlapHours('How long the other keys stay valid; left out, they stay without an end'),
  },
  { additionalProperties: false },
)

export const signaturePresets = ['standard_webhooks', 'github', 'stripe', 'shopify', 'slack'] as const
export type SignaturePreset = (typeof signaturePresets)[number]
export const signatureAlgorithms = ['sha1', 'sha256', 'sha512'] as const
export const signatureEncodings = ['hex', 'base64'] as const

/** How far the time of a signature may be from ours, both ways. */
export const signatureToleranceSeconds = 300
/** How long the secret before stays valid unless the owner says otherwise. */
export const signatureOverlapHours = 24
export const signatureSecretLengthMin = 16

const headerName = Type.String({ minLength: 1, maxLength: 100, pattern: '^[A-Za-z0-9-]+$' })
const printable = (maxLength: number) => Type.String({ maxLength, pattern: '^[\\x20-\\x7e]*$' })

const hmacParts = {
  preset: Type.Literal('hmac'),
  header: headerName,
  algorithm: oneOf(signatureAlgorithms),
  encoding: oneOf(signatureEncodings),
  prefix: printable(50),
  template: Type.String({
    minLength: 6,
    maxLength: 200,
    pattern: '^[\\x20-\\x7e]*$',
    description: 'What is signed: `{body}` once, and `{timestamp}` once where a header carries the time',
  }),
  timestampHeader: nullable(headerName),
}

/** How the body is signed, without the secret. */
export const SignatureScheme = Type.Union([
  Type.Object({ preset: oneOf(signaturePresets) }, { additionalProperties: false }),
  Type.Object(hmacParts, { additionalProperties: false }),
])
export type SignatureScheme = Static<typeof SignatureScheme>
export type HmacScheme = Extract<SignatureScheme, { preset: 'hmac' }>

const secretParts = {
  secret: Type.String({
    minLength: signatureSecretLengthMin,
    maxLength: 500,
    pattern: '^[\\x21-\\x7e]+$',
    description: 'As the sender shows it; kept encrypted and never shown again',
  }),
  overlapHours: overlapHours('How long the secret before stays valid; 24 when left out'),
}

export const SignatureInput = Type.Union([
  Type.Object({ preset: oneOf(signaturePresets), ...secretParts }, { additionalProperties: false }),
  Type.Object({ ...hmacParts, ...secretParts }, { additionalProperties: false }),
])
export type SignatureInput = Static<typeof SignatureInput>

export const WebhookSignature = Type.Object(
  {
    scheme: SignatureScheme,
    isPublicKey: Type.Boolean({
      description: 'Checked with a public key (ed25519), so only its sender can sign',
    }),
    setAt: Time,
    previousUntil: nullable(Time),
  },
  { additionalProperties: false },
)
export type WebhookSignature = Static<typeof WebhookSignature>
