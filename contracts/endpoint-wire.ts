/** How an endpoint is written to: the style of its bodies, and their encryption. */
import Type, { type Static } from 'typebox'
import { EncryptionKey } from './incoming.ts'
import { nullable, oneOf } from './values.ts'

/**
 * `standard`: one envelope for every event. `community`: the envelope of the community platform, one event each.
 * `fingi`: the webhook of an app, made with the app and for its own events only.
 */
export const endpointStyles = ['standard', 'community', 'fingi'] as const
/** Those that an endpoint can be created with. */
export const chosenStyles = ['standard', 'community'] as const
export type EndpointStyle = (typeof endpointStyles)[number]

/** The names that events have in style `community`; what is not here cannot be sent in it. */
export const communityEventNames: Readonly<Record<string, string>> = {
  'member.joined': 'userJoinsServer',
  'member.visited': 'userVisitsServer',
}

/** What the webhook of an app is sent. */
export const appEventTypes = [
  'inventory.changed',
  'active_time.changed',
  'merge.requested',
  'sell_order.created',
  'mint_order.requested',
] as const
export type AppEventType = (typeof appEventTypes)[number]
export const isAppEvent = (type: string): type is AppEventType =>
  (appEventTypes as readonly string[]).includes(type)

/** `gcm` and `cbc` make iv, data and tag; the others a compact JWE, with a shared key or for a public one. */
export const bodyEncryptionModes = ['gcm', 'cbc', 'jwe_dir', 'jwe_ecdh'] as const
export type BodyEncryptionMode = (typeof bodyEncryptionModes)[number]

const coordinate = Type.String({ minLength: 1, maxLength: 100, pattern: '^[A-Za-z0-9_-]+$' })

/** RFC 7517; a private one does not fit. */
export const PublicJwk = Type.Object(
  {
    kty: oneOf(['EC', 'OKP']),
    crv: oneOf(['P-256', 'P-384', 'P-521', 'X25519']),
    x: coordinate,
    y: Type.Optional(coordinate),
    kid: Type.Optional(Type.String({ minLength: 1, maxLength: 100, pattern: '^[\\x20-\\x7e]*$' })),
    use: Type.Optional(Type.Literal('enc')),
    alg: Type.Optional(Type.Literal('ECDH-ES+A256KW')),
  },
  { additionalProperties: false },
)
export type PublicJwk = Static<typeof PublicJwk>

export const BodyEncryptionInput = Type.Object(
  {
    mode: oneOf(bodyEncryptionModes),
    key: Type.Optional(EncryptionKey),
    publicKey: Type.Optional(PublicJwk),
  },
  {
    additionalProperties: false,
    description:
      'With `jwe_ecdh` the public JWK of the receiver, else a key of 32 characters; kept encrypted and never shown again',
  },
)
export type BodyEncryptionInput = Static<typeof BodyEncryptionInput>

export const endpointWireSettings = {
  apiKey: nullable(
    Type.String({
      minLength: 1,
      maxLength: 500,
      pattern: '^[\\x21-\\x7e]+$',
      description: 'Sent as `x-api-key`; kept encrypted and never shown again',
    }),
  ),
  encryption: nullable(BodyEncryptionInput),
}

export const endpointWireParts = {
  style: oneOf(endpointStyles),
  hasApiKey: Type.Boolean(),
  encryption: nullable(Type.Object({ mode: oneOf(bodyEncryptionModes) }, { additionalProperties: false })),
}
