/**
 * What is decided of a request before it is stored, from its headers alone (wire/returning-ai.md 10.1): whether
 * it may come in, which id it gives its event, and what the answer says of its encryption.
 */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import type { FailureReason } from '../../../../contracts/incoming.ts'
import type { AddressRow } from './accept.store.ts'

const eventIdHeaders = ['webhook-id', 'idempotency-key'] as const
const eventIdLengthMax = 500

export function sha256(text: string | Buffer): Buffer {
  return createHash('sha256').update(text).digest()
}

/** Whether the key of the request is the current one, or the one before within its overlap. */
export function showsKey(address: AddressRow, headers: IncomingHttpHeaders, nowMs: number): boolean {
  if (address.key_digest === null) return true
  const shown = readKey(headers)
  if (shown === undefined) return false
  const digest = sha256(shown)
  if (timingSafeEqual(digest, address.key_digest)) return true
  const { previous_key_digest: previous, previous_key_until: until } = address
  return previous !== null && until !== null && until.getTime() > nowMs && timingSafeEqual(digest, previous)
}

function readKey(headers: IncomingHttpHeaders): string | undefined {
  const key = headers['x-api-key']
  if (typeof key === 'string' && key !== '') return key
  return /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1]
}

/** The id of the event, from the header that the mapping names or from the usual ones. */
export function eventDigestOf(address: AddressRow, headers: IncomingHttpHeaders): Buffer | null {
  const chosen = address.dedupe_header?.toLowerCase()
  for (const name of chosen ? [chosen, ...eventIdHeaders] : eventIdHeaders) {
    const id = headers[name]
    if (typeof id === 'string' && id !== '') return sha256(`${name}\n${id.slice(0, eventIdLengthMax)}`)
  }
  return null
}

export function saysEncrypted(headers: IncomingHttpHeaders): boolean {
  return headers['x-encrypted'] === 'true'
}

export function encryptionProblem(address: AddressRow, isEncrypted: boolean): FailureReason | null {
  if (address.is_encrypted && !isEncrypted) return 'Request is not encrypted'
  if (!address.is_encrypted && isEncrypted) return 'Encryption is not set up'
  return null
}
