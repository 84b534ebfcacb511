/**
 * Decides whether a request is signed as the owner set it up, on the bytes as they came and in constant time.
 * Only the owner learns what was wrong; the sender gets one answer for all of it.
 */
import { createHmac, createPublicKey, timingSafeEqual, verify } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { type SignatureScheme, signatureToleranceSeconds } from '../../../../contracts/senders.ts'
import { readHmac } from './hmac-scheme.rules.ts'
import { readGithub, readShopify, readSlack, readStripe } from './sender-presets.rules.ts'
import type { ReadSignature, SignedRequest } from './signed-request.rules.ts'
import { readVersion, standardKeyOf } from './standard-webhooks.rules.ts'

export type SignatureProblem = 'signature_missing' | 'signature_wrong' | 'signature_expired'

/** Answers null when the signature is good. */
export type CheckSignature = (
  headers: IncomingHttpHeaders,
  body: Buffer,
  nowMs: number,
) => SignatureProblem | null

type IsSigned = (request: SignedRequest) => boolean

/** Prepared once for many requests. */
export function signatureCheck(scheme: SignatureScheme, secret: string): CheckSignature {
  const [read, isSigned] = methodOf(scheme, secret)
  return (headers, body, nowMs) => {
    const reading = read(headers, body)
    if (reading === 'missing') return 'signature_missing'
    if (reading === 'malformed' || !isSigned(reading)) return 'signature_wrong'
    return isInTime(reading, nowMs) ? null : 'signature_expired'
  }
}

function methodOf(scheme: SignatureScheme, secret: string): [ReadSignature, IsSigned] {
  switch (scheme.preset) {
    case 'standard_webhooks':
      return standardMethod(secret)
    case 'github':
      return [readGithub, hmacOf('sha256', 'hex', secret)]
    case 'stripe':
      return [readStripe, hmacOf('sha256', 'hex', secret)]
    case 'shopify':
      return [readShopify, hmacOf('sha256', 'base64', secret)]
    case 'slack':
      return [readSlack, hmacOf('sha256', 'hex', secret)]
    case 'hmac':
      return [readHmac(scheme), hmacOf(scheme.algorithm, scheme.encoding, secret)]
  }
}

function standardMethod(secret: string): [ReadSignature, IsSigned] {
  const found = standardKeyOf(secret)
  // Settings are checked before they are stored; nothing is ever signed with what is no key.
  if (!found) return [() => 'malformed', () => false]
  return [
    readVersion(found.version),
    found.version === 'v1' ? hmacOf('sha256', 'base64', found.key) : ed25519Of(found.key),
  ]
}

function hmacOf(algorithm: string, encoding: 'hex' | 'base64', key: string | Buffer): IsSigned {
  return ({ parts, signatures }) => {
    const hmac = createHmac(algorithm, key)
    for (const part of parts) hmac.update(part)
    const expected = Buffer.from(hmac.digest(encoding))
    return signatures.some((signature) => {
      const shown = Buffer.from(encoding === 'hex' ? signature.toLowerCase() : signature)
      return shown.length === expected.length && timingSafeEqual(shown, expected)
    })
  }
}

function ed25519Of(publicKey: Buffer): IsSigned {
  const key = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: publicKey.toString('base64url') },
    format: 'jwk',
  })
  return ({ parts, signatures }) => {
    const signed = Buffer.concat(parts.map((part) => Buffer.from(part)))
    return signatures.some((signature) => {
      const bytes = Buffer.from(signature, 'base64')
      return bytes.length === 64 && verify(null, signed, key, bytes)
    })
  }
}

function isInTime({ timestamp }: SignedRequest, nowMs: number): boolean {
  if (timestamp === null) return true
  return Math.abs(Math.floor(nowMs / 1000) - timestamp) <= signatureToleranceSeconds
}
