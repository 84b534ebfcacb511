/**
 * Standard Webhooks: `webhook-id`, `webhook-timestamp`, and in `webhook-signature` a list of `v1,` (HMAC) and
 * `v1a,` (ed25519) signatures over `id.timestamp.body`. Svix sends the same under its own names.
 */
import type { IncomingHttpHeaders } from 'node:http'
import {
  headerOf,
  type ReadSignature,
  type SignatureReading,
  secondsOf,
  signatureCountMax,
} from './signed-request.rules.ts'

export const symmetricPrefix = 'whsec_'
export const publicPrefix = 'whpk_'
export const privatePrefix = 'whsk_'

export const readVersion =
  (version: 'v1' | 'v1a'): ReadSignature =>
  (headers, body) => {
    const names = headerOf(headers, 'webhook-signature') === undefined ? 'svix' : 'webhook'
    return readNamed(headers, body, names, version)
  }

function readNamed(
  headers: IncomingHttpHeaders,
  body: Buffer,
  names: 'webhook' | 'svix',
  version: string,
): SignatureReading {
  const id = headerOf(headers, `${names}-id`)
  const time = headerOf(headers, `${names}-timestamp`)
  const list = headerOf(headers, `${names}-signature`)
  if (id === undefined || time === undefined || list === undefined) return 'missing'
  const timestamp = secondsOf(time)
  // A point inside the id would let the same signed bytes be cut in two ways.
  if (timestamp === undefined || id.includes('.')) return 'malformed'
  const signatures = list
    .split(' ', signatureCountMax)
    .filter((each) => each.startsWith(`${version},`))
    .map((each) => each.slice(version.length + 1))
  return { signatures, timestamp, parts: [`${id}.${time}.`, body] }
}

/** The bytes of a secret or public key; undefined when it is not one. */
export function standardKeyOf(secret: string): { version: 'v1' | 'v1a'; key: Buffer } | undefined {
  if (secret.startsWith(publicPrefix)) {
    const key = base64Of(secret.slice(publicPrefix.length))
    return key?.length === 32 ? { version: 'v1a', key } : undefined
  }
  const key = base64Of(secret.startsWith(symmetricPrefix) ? secret.slice(symmetricPrefix.length) : secret)
  return key && key.length >= 24 && key.length <= 64 ? { version: 'v1', key } : undefined
}

function base64Of(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64')
  return bytes.toString('base64') === text || bytes.toString('base64').replace(/=+$/, '') === text
    ? bytes
    : undefined
}
