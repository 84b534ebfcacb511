/** Draws the secrets of endpoints, and seals them and the values of custom headers under the master key. */
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import type { Context } from '../../../context.ts'
import { deriveKey } from '../../../platform/master-key.ts'
import { open, seal } from '../../../platform/secret-box.ts'
import { type SecretKind, secretPrefixes } from '../wire/sign.rules.ts'
import { headersPlace, sealingPurpose, secretPlace } from './endpoint.ts'

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
