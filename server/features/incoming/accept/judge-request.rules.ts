/**
 * What is decided of a request before it is stored, from its headers and bytes (wire/returning-ai.md 10.1): whether
 * it may come in, which id it gives its event, and what the answer says of its encryption.
 */
import { timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import type { FailureReason } from '../../../../contracts/receipts.ts'
import { sha256 } from '../digest.rules.ts'
import { isCompactJwe, isJweMediaType } from '../rules/jwe.rules.ts'
import type { SignatureProblem } from '../signatures/verify-signature.rules.ts'
import type { AddressRow } from './accept.store.ts'
import type { Address } from './address-book.ts'

const eventIdHeaders = ['webhook-id', 'idempotency-key'] as const
const eventIdLengthMax = 500

export type Judgement =
  | { isTaken: true; keyId: string | null }
  | { isTaken: false; reason: 'unauthenticated' | SignatureProblem }

/** Whether a request shows what its webhook asks for: a living key, and a good signature of its bytes. */
export function judgeSender(
  { keys, signatures }: Pick<Address, 'keys' | 'signatures'>,
  { headers, body }: { headers: IncomingHttpHeaders; body: Buffer },
  nowMs: number,
): Judgement {
  const key = keys.length === 0 ? null : shownKey(keys, headers, nowMs)
  if (key === undefined) return { isTaken: false, reason: 'unauthenticated' }
  const problem = signatureProblem(signatures, headers, body, nowMs)
  return problem === null ? { isTaken: true, keyId: key?.id ?? null } : { isTaken: false, reason: problem }
}

function shownKey(keys: Address['keys'], headers: IncomingHttpHeaders, nowMs: number) {
  const shown = readKey(headers)
  if (shown === undefined) return undefined
  const digest = sha256(shown)
  return keys.find((key) => timingSafeEqual(digest, key.digest) && key.untilMs > nowMs)
}

/** The signature in force says what is wrong; one before it may still be good until its end. */
function signatureProblem(
  signatures: Address['signatures'],
  headers: IncomingHttpHeaders,
  body: Buffer,
  nowMs: number,
): SignatureProblem | null {
  const [current, ...before] = signatures
  if (!current) return null
  const problem = current.check(headers, body, nowMs)
  const isGoodBefore = () =>
    before.some(({ check, untilMs }) => untilMs > nowMs && check(headers, body, nowMs) === null)
  return problem === null || isGoodBefore() ? null : problem
}

function readKey(headers: IncomingHttpHeaders): string | undefined {
  const key = headers['x-api-key']
  if (typeof key === 'string' && key !== '') return key
  return /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1]
}

/** The id of the event, from the header that the mapping names or from the usual ones. */
export function eventDigestOf(
  address: Pick<AddressRow, 'dedupe_header'>,
  headers: IncomingHttpHeaders,
): Buffer | null {
  const chosen = address.dedupe_header?.toLowerCase()
  for (const name of chosen ? [chosen, ...eventIdHeaders] : eventIdHeaders) {
    const id = headers[name]
    if (typeof id === 'string' && id !== '') return sha256(`${name}\n${id.slice(0, eventIdLengthMax)}`)
  }
  return null
}

/** By its header, its media type or, where the webhook asks for encryption, its form: a JWE needs no header of ours. */
export function isEncryptedRequest(
  address: Pick<AddressRow, 'is_encrypted'>,
  { headers, body }: { headers: IncomingHttpHeaders; body: Buffer },
): boolean {
  if (headers['x-encrypted'] === 'true') return true
  if (isJweMediaType(headers['content-type'])) return true
  return address.is_encrypted && isCompactJwe(body)
}

export function encryptionProblem(
  address: Pick<AddressRow, 'is_encrypted'>,
  isEncrypted: boolean,
): FailureReason | null {
  if (address.is_encrypted && !isEncrypted) return 'Request is not encrypted'
  if (!address.is_encrypted && isEncrypted) return 'Encryption is not set up'
  return null
}
