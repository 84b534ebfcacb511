/** Draws the secrets of endpoints, and seals them and what else of an endpoint is secret under the master key. */
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import type { BodyEncryptionMode } from '../../../../contracts/endpoint-wire.ts'
import type { Context } from '../../../context.ts'
import { deriveKey } from '../../../platform/master-key.ts'
import { open, seal } from '../../../platform/secret-box.ts'
import type { BodyEncryption } from '../wire/encrypt-body.rules.ts'
import { type SecretKind, secretPrefixes } from '../wire/sign.rules.ts'
import { apiKeyPlace, encryptionKeyPlace, headersPlace, sealingPurpose, secretPlace } from './endpoint.ts'

const secretBytes = 32

export interface HeaderLine {
  name: string
  value: string
}

export interface EndpointSecrets {
  sealSecret: (endpointId: string, secret: string) => Buffer
  openSecret: (endpointId: string, sealed: Buffer) => string
  sealHeaders: (endpointId: string, headers: readonly HeaderLine[]) => Buffer | null
  openHeaders: (endpointId: string, sealed: Buffer | null) => HeaderLine[]
  sealApiKey: (endpointId: string, apiKey: string | null) => Buffer | null
  openApiKey: (endpointId: string, sealed: Buffer | null) => string | null
  sealEncryption: (endpointId: string, encryption: BodyEncryption | null) => SealedEncryption
  openEncryption: (endpointId: string, sealed: SealedEncryption) => BodyEncryption | null
}

/** As the columns of an endpoint keep it: both there, or neither. */
export interface SealedEncryption {
  encryption_mode: BodyEncryptionMode | null
  encryption_key: Buffer | null
}

export function createEndpointSecrets(config: Pick<Context['config'], 'masterKey'>): EndpointSecrets {
  const key = deriveKey(config.masterKey, sealingPurpose)
  return {
    sealSecret: (endpointId, secret) => seal(key, secret, secretPlace(endpointId)),
    openSecret: (endpointId, sealed) => open(key, sealed, secretPlace(endpointId)).toString('utf8'),
    sealHeaders: (endpointId, headers) =>
      headers.length === 0 ? null : seal(key, JSON.stringify(headers), headersPlace(endpointId)),
    openHeaders: (endpointId, sealed) =>
      sealed === null ? [] : JSON.parse(open(key, sealed, headersPlace(endpointId)).toString('utf8')),
    sealApiKey: (endpointId, apiKey) => (apiKey === null ? null : seal(key, apiKey, apiKeyPlace(endpointId))),
    openApiKey: (endpointId, sealed) =>
      sealed === null ? null : open(key, sealed, apiKeyPlace(endpointId)).toString('utf8'),
    sealEncryption(endpointId, encryption) {
      if (encryption === null) return { encryption_mode: null, encryption_key: null }
      const text = encryption.mode === 'jwe_ecdh' ? JSON.stringify(encryption.publicKey) : encryption.key
      return {
        encryption_mode: encryption.mode,
        encryption_key: seal(key, text, encryptionKeyPlace(endpointId)),
      }
    },
    openEncryption(endpointId, { encryption_mode: mode, encryption_key: sealed }) {
      if (mode === null || sealed === null) return null
      const text = open(key, sealed, encryptionKeyPlace(endpointId)).toString('utf8')
      return mode === 'jwe_ecdh' ? { mode, publicKey: JSON.parse(text) } : { mode, key: text }
    },
  }
}

/** A secret of Standard Webhooks, and the public key of one that has two halves. */
export function newSecret(kind: SecretKind): { secret: string; publicKey: string | null } {
  if (kind === 'v1') {
    return { secret: secretPrefixes.v1 + randomBytes(secretBytes).toString('base64'), publicKey: null }
  }
  const { privateKey } = generateKeyPairSync('ed25519')
  const { d: seed = '', x: half = '' } = privateKey.export({ format: 'jwk' })
  const bytes = [Buffer.from(seed, 'base64url'), Buffer.from(half, 'base64url')]
  return {
    secret: secretPrefixes.v1a + Buffer.concat(bytes).toString('base64'),
    publicKey: secretPrefixes.public + (bytes[1] as Buffer).toString('base64'),
  }
}
