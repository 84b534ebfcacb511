/** What the headers of a request decide: its key, its signature, its encryption and the id of its event. */
import { describe, expect, it } from 'vitest'
import { sha256 } from '../digest.rules.ts'
import type { Address } from './address-book.ts'
import { encryptionProblem, eventDigestOf, isEncryptedRequest, judgeSender } from './judge-request.rules.ts'

const address: Address = {
  community_id: 'c',
  webhook_id: 'w',
  name: 'Quest rewards',
  revision: 1,
  valid_until: null,
  is_valid: true,
  keys: [
    { id: 'new', digest: sha256('new-key'), untilMs: Number.POSITIVE_INFINITY },
    { id: 'old', digest: sha256('old-key'), untilMs: 1000 },
  ],
  signatures: [],
  is_encrypted: false,
  is_paused: false,
  dedupe_header: 'X-Event-Id',
  has_mapping: true,
}
const body = Buffer.from('{}')
const judge = (headers: Record<string, string>, nowMs = 0, asked: Partial<Address> = {}) =>
  judgeSender({ ...address, ...asked }, { headers, body }, nowMs)
const denied = (reason: string) => ({ isTaken: false, reason })

describe('the API key of a request', () => {
  it('is taken from x-api-key or from Authorization: Bearer', () => {
    const taken = { isTaken: true, keyId: 'new' }
    expect(judge({ 'x-api-key': 'new-key' })).toEqual(taken)
    expect(judge({ authorization: 'Bearer new-key' })).toEqual(taken)
  })

  it('is refused when it is missing, empty, wrong or of another scheme', () => {
    for (const headers of [
      {},
      { 'x-api-key': '' },
      { 'x-api-key': 'nope' },
      { authorization: 'Basic new-key' },
    ]) {
      expect(judge(headers as Record<string, string>)).toEqual(denied('unauthenticated'))
    }
  })

  it('may be any that lives, until its end', () => {
    expect(judge({ 'x-api-key': 'old-key' }, 999)).toEqual({ isTaken: true, keyId: 'old' })
    expect(judge({ 'x-api-key': 'old-key' }, 1000)).toEqual(denied('unauthenticated'))
  })

  it('is not asked of a webhook without one, and is of one whose last key has ended', () => {
    expect(judge({}, 0, { keys: [] })).toEqual({ isTaken: true, keyId: null })
    expect(judge({}, 5000, { keys: address.keys.slice(1) })).toEqual(denied('unauthenticated'))
  })
})

describe('the signature of a request', () => {
  const always = Number.POSITIVE_INFINITY
  const good = () => null
  const wrong = () => 'signature_wrong' as const
  const expired = () => 'signature_expired' as const

  it('is asked after the key', () => {
    const signatures = [{ check: wrong, untilMs: always }]
    expect(judge({}, 0, { signatures })).toEqual(denied('unauthenticated'))
    expect(judge({ 'x-api-key': 'new-key' }, 0, { signatures })).toEqual(denied('signature_wrong'))
    expect(judge({}, 0, { keys: [], signatures: [{ check: good, untilMs: always }] }).isTaken).toBe(true)
  })

  it('may be made with the secret before, until its end; what is wrong is told of the one in force', () => {
    const signatures = [
      { check: expired, untilMs: always },
      { check: good, untilMs: 1000 },
    ]
    expect(judge({}, 999, { keys: [], signatures }).isTaken).toBe(true)
    expect(judge({}, 1000, { keys: [], signatures })).toEqual(denied('signature_expired'))
  })
})

describe('the id of an event', () => {
  it('comes from the header that the mapping names, whatever its case', () => {
    expect(eventDigestOf(address, { 'x-event-id': 'e1' })).toEqual(sha256('x-event-id\ne1'))
  })

  it('comes from webhook-id or idempotency-key otherwise, and two headers never mean the same event', () => {
    const first = eventDigestOf(address, { 'webhook-id': 'e1' })
    const second = eventDigestOf(address, { 'idempotency-key': 'e1' })
    expect(first).not.toBeNull()
    expect(first).not.toEqual(second)
  })

  it('is none when no header has it', () => {
    expect(eventDigestOf(address, { 'x-event-id': '' })).toBeNull()
  })
})

describe('the encryption header', () => {
  const jwe = Buffer.from('eyJhbGciOiJkaXIifQ..aXY.ZGF0YQ.dGFn')
  const isEncrypted = (is_encrypted: boolean, headers: Record<string, string>, sent = body) =>
    isEncryptedRequest({ is_encrypted }, { headers, body: sent })

  it('is told by its value, or by the media type of a JWE', () => {
    expect(isEncrypted(false, { 'x-encrypted': 'true' })).toBe(true)
    expect(isEncrypted(false, { 'x-encrypted': 'yes' })).toBe(false)
    expect(isEncrypted(false, { 'content-type': 'application/jose' })).toBe(true)
    expect(isEncrypted(false, { 'content-type': 'Application/JOSE; charset=utf-8' })).toBe(true)
    expect(isEncrypted(false, { 'content-type': 'application/jose+json' })).toBe(false)
  })

  it('is not asked of a JWE where the webhook is encrypted, whatever its media type', () => {
    expect(isEncrypted(true, { 'content-type': 'text/plain' }, jwe)).toBe(true)
    expect(isEncrypted(true, {}, Buffer.from('a.b.c'))).toBe(false)
    expect(isEncrypted(false, { 'content-type': 'text/plain' }, jwe)).toBe(false)
  })

  it('must be there when the webhook is encrypted, and must not when it is not', () => {
    expect(encryptionProblem({ ...address, is_encrypted: true }, false)).toBe('Request is not encrypted')
    expect(encryptionProblem(address, true)).toBe('Encryption is not set up')
    expect(encryptionProblem(address, false)).toBeNull()
    expect(encryptionProblem({ ...address, is_encrypted: true }, true)).toBeNull()
  })
})
