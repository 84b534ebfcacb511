/**
 * Standard Webhooks: what is signed is `id.timestamp.body`, the bytes as they are sent. `v1` is HMAC-SHA256 with a
 * `whsec_` secret, `v1a` is ed25519 with a `whsk_` key whose public half is `whpk_`.
 */
import { createHmac, createPrivateKey, type KeyObject, sign } from 'node:crypto'

export type SecretKind = 'v1' | 'v1a'

export const secretPrefixes = { v1: 'whsec_', v1a: 'whsk_', public: 'whpk_' } as const

/** Of the 64 bytes of a `v1a` key the first half is the seed, the second the public key. */
const seedBytes = 32
/** What comes before the seed in PKCS #8 (RFC 8410 7). */
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex')

const hmacBytesMin = 24
const hmacBytesMax = 64

/** Whether a `whsec_` secret of somebody's own has enough bytes, and not too many; plain base64, nothing around it. */
export function isUsableSecret(secret: string): boolean {
  const text = secret.slice(secretPrefixes.v1.length)
  const bytes = Buffer.from(text, 'base64')
  const isExact = bytes.toString('base64').replace(/=+$/, '') === text.replace(/={0,2}$/, '')
  return (
    secret.startsWith(secretPrefixes.v1) &&
    isExact &&
    bytes.length >= hmacBytesMin &&
    bytes.length <= hmacBytesMax
  )
}

export interface SigningKey {
  kind: SecretKind
  key: Buffer | KeyObject
}

/** From the text of a secret; it has been checked before. */
export function signingKeyOf(kind: SecretKind, secret: string): SigningKey {
  const bytes = Buffer.from(secret.slice(secretPrefixes[kind].length), 'base64')
  if (kind === 'v1') return { kind, key: bytes }
  const der = Buffer.concat([pkcs8Head, bytes.subarray(0, seedBytes)])
  return { kind, key: createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }) }
}

/** The value of `webhook-signature`: one signature for each key, the current one first. */
export function signatureOf(
  keys: readonly SigningKey[],
  { id, timestamp, body }: { id: string; timestamp: number; body: Buffer },
): string {
  const signed = Buffer.concat([Buffer.from(`${id}.${timestamp}.`), body])
  return keys
    .map(({ kind, key }) => {
      const bytes =
        kind === 'v1'
          ? createHmac('sha256', key as Buffer)
              .update(signed)
              .digest()
          : sign(null, signed, key as KeyObject)
      return `${kind},${bytes.toString('base64')}`
    })
    .join(' ')
}
