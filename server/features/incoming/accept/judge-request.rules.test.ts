/** What the headers of a request decide: its key, its encryption and the id of its event. */
import { describe, expect, it } from 'vitest'
import type { AddressRow } from './accept.store.ts'
import { encryptionProblem, eventDigestOf, sha256, showsKey } from './judge-request.rules.ts'

const address: AddressRow = {
  community_id: 'c',
  webhook_id: 'w',
  name: 'Quest rewards',
  revision: 1,
  valid_until: null,
  is_valid: true,
  key_digest: sha256('new-key'),
  previous_key_digest: sha256('old-key'),
  previous_key_until: new Date(1000),
  is_encrypted: false,
  is_paused: false,
  dedupe_header: 'X-Event-Id',
  has_mapping: true,
}

describe('the API key of a request', () => {
  it('is taken from x-api-key or from Authorization: Bearer', () => {
    expect(showsKey(address, { 'x-api-key': 'new-key' }, 0)).toBe(true)
    expect(showsKey(address, { authorization: 'Bearer new-key' }, 0)).toBe(true)
  })

  it('is refused when it is missing, empty, wrong or of another scheme', () => {
    for (const headers of [
      {},
      { 'x-api-key': '' },
      { 'x-api-key': 'nope' },
      { authorization: 'Basic new-key' },
    ]) {
      expect(showsKey(address, headers, 0)).toBe(false)
    }
  })

  it('may be the one before until its overlap ends', () => {
    expect(showsKey(address, { 'x-api-key': 'old-key' }, 999)).toBe(true)
    expect(showsKey(address, { 'x-api-key': 'old-key' }, 1000)).toBe(false)
  })

  it('is not asked of a webhook without one', () => {
    expect(showsKey({ ...address, key_digest: null }, {}, 0)).toBe(true)
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
  it('must be there when the webhook is encrypted, and must not when it is not', () => {
    expect(encryptionProblem({ ...address, is_encrypted: true }, false)).toBe('Request is not encrypted')
    expect(encryptionProblem(address, true)).toBe('Encryption is not set up')
    expect(encryptionProblem(address, false)).toBeNull()
    expect(encryptionProblem({ ...address, is_encrypted: true }, true)).toBeNull()
  })
})
