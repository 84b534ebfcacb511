/** The byte format of encrypted bodies, and that whatever is wrong looks the same from outside. */
import { createCipheriv } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decryptBody, type EncryptionSetting, notDecrypted } from './decrypt-body.rules.ts'

const key = 'guildhall-demo-key-32-characters'
const gcm: EncryptionSetting = { mode: 'gcm', key }
const cbc: EncryptionSetting = { mode: 'cbc', key }
const refused = { ok: false }

/** The vectors of the wire contract. */
const vector = {
  plain: '{"hello":"world"}',
  gcm: { iv: 'AAECAwQFBgcICQoL', data: 'o6Spjgi7YudLlLusYdcWD04=', tag: 'b8gCG9DrfKvecB5sjIeCFQ==' },
  cbc: { iv: 'AAECAwQFBgcICQoLDA0ODw==', data: 'Q3PV8eSocIWqdhH2hjpdVITndyFRwrBf8hqikyJuFcY=' },
  compactGcm: 'AAECAwQFBgcICQoLo6Spjgi7YudLlLusYdcWD05vyAIb0Ot8q95wHmyMh4IV',
  compactCbc: 'AAECAwQFBgcICQoLDA0OD0Nz1fHkqHCFqnYR9oY6XVSE53chUcKwX/IaopMibhXG',
}

const open = (body: unknown, setting: EncryptionSetting) => {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const result = decryptBody(new TextEncoder().encode(text), setting)
  return result.ok ? result.bytes.toString('utf8') : result
}
const recoded = (base64: string, change: (bytes: Buffer) => Buffer) =>
  change(Buffer.from(base64, 'base64')).toString('base64')
const urlSafe = (base64: string) => base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')

describe('the vectors of the wire contract', () => {
  it.each([
    ['a GCM object', vector.gcm, gcm],
    ['a CBC object', vector.cbc, cbc],
    ['a compact GCM text', vector.compactGcm, gcm],
    ['a compact CBC text', vector.compactCbc, cbc],
    ['a compact GCM text as JSON', JSON.stringify(vector.compactGcm), gcm],
    [
      'a compact CBC text as JSON with an escaped slash',
      JSON.stringify(vector.compactCbc).replace('/', '\\/'),
      cbc,
    ],
    ['a URL-safe compact CBC text', urlSafe(vector.compactCbc), cbc],
    [
      'an object without padding',
      { ...vector.gcm, data: urlSafe(vector.gcm.data), tag: urlSafe(vector.gcm.tag) },
      gcm,
    ],
    ['an object with white space around its values', JSON.stringify(vector.gcm, null, 2), gcm],
  ])('%s opens', (_, body, setting) => {
    expect(open(body, setting)).toBe(vector.plain)
  })
})

describe('what does not open', () => {
  it.each([4, 8, 12, 15, 17])('a tag of %i bytes', (length) => {
    const tag = recoded(vector.gcm.tag, (bytes) => Buffer.concat([bytes, bytes]).subarray(0, length))
    expect(open({ ...vector.gcm, tag }, gcm)).toEqual(refused)
    const compact = recoded(vector.compactGcm, (bytes) => bytes.subarray(0, bytes.length - 16 + length))
    if (length < 16) expect(open(compact, gcm)).toEqual(refused)
  })

  it.each([
    ['another key', vector.gcm, { mode: 'gcm', key: 'guildhall-demo-key-32-characterS' }],
    ['another key with CBC', vector.cbc, { mode: 'cbc', key: 'guildhall-demo-key-32-characterS' }],
    ['a key that is too short', vector.gcm, { mode: 'gcm', key: 'short' }],
    ['GCM read as CBC', vector.gcm, cbc],
    ['CBC read as GCM', vector.cbc, gcm],
    ['compact GCM read as CBC', vector.compactGcm, cbc],
    ['compact CBC read as GCM', vector.compactCbc, gcm],
    ['GCM without a tag', { iv: vector.gcm.iv, data: vector.gcm.data }, gcm],
    ['CBC with a tag', { ...vector.cbc, tag: vector.gcm.tag }, cbc],
    ['an iv of 16 bytes with GCM', { ...vector.gcm, iv: vector.cbc.iv }, gcm],
    ['an iv of 12 bytes with CBC', { ...vector.cbc, iv: vector.gcm.iv }, cbc],
    ['CBC without any block', { ...vector.cbc, data: '' }, cbc],
    [
      'CBC with half a block',
      { ...vector.cbc, data: recoded(vector.cbc.data, (bytes) => bytes.subarray(0, 24)) },
      cbc,
    ],
    [
      'CBC cut by its last block',
      { ...vector.cbc, data: recoded(vector.cbc.data, (bytes) => bytes.subarray(0, 16)) },
      cbc,
    ],
    ['a line break at the end', `${vector.compactGcm}\n`, gcm],
    ['a space inside', vector.compactGcm.replace('L', ' L'), gcm],
    ['wrong padding', `${vector.compactGcm}=`, gcm],
    ['both alphabets at once', `${vector.compactCbc.slice(0, -4)}-_${vector.compactCbc.slice(-2)}`, cbc],
    ['a number', '12', gcm],
    ['null', 'null', gcm],
    ['a list', [vector.gcm], gcm],
    ['plain JSON', vector.plain, gcm],
    ['an empty body', '', gcm],
  ] as [string, unknown, EncryptionSetting][])('%s', (_, body, setting) => {
    expect(open(body, setting)).toEqual(refused)
  })

  it('a GCM text in which any single character was changed', () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
    fc.assert(
      fc.property(fc.nat(vector.compactGcm.length - 1), fc.constantFrom(...alphabet), (at, letter) => {
        fc.pre(vector.compactGcm[at] !== letter)
        const changed = vector.compactGcm.slice(0, at) + letter + vector.compactGcm.slice(at + 1)
        expect(open(changed, gcm)).toEqual(refused)
      }),
      { numRuns: 500 },
    )
  })

  it('any bytes that were never encrypted, without throwing', () => {
    const body = fc.oneof(
      fc.uint8Array({ maxLength: 100 }),
      fc.base64String().map((text) => new TextEncoder().encode(text)),
      fc.json().map((text) => new TextEncoder().encode(text)),
    )
    fc.assert(
      fc.property(body, fc.constantFrom('gcm' as const, 'cbc' as const), (bytes, mode) => {
        const result = decryptBody(bytes, { mode, key })
        // CBC proves nothing: one in some 256 random last blocks has valid padding.
        if (mode === 'gcm') expect(result).toEqual(refused)
      }),
      { numRuns: 1000 },
    )
  })

  it('is told as one failure', () => {
    expect(notDecrypted()).toMatchObject({ reason: 'Body could not be decrypted', path: null, value: null })
  })
})

describe('any plaintext', () => {
  it('comes back as it was, in every form', () => {
    const bytes = fc.uint8Array({ maxLength: 100 })
    const iv = fc.uint8Array({ minLength: 16, maxLength: 16 })
    fc.assert(
      fc.property(bytes, iv, fc.constantFrom('gcm' as const, 'cbc' as const), (plain, nonce, mode) => {
        const envelope = encrypt(plain, nonce, mode)
        const setting = { mode, key }
        const joined = Buffer.concat([envelope.iv, envelope.data, envelope.tag ?? Buffer.alloc(0)])
        const object = Object.fromEntries(
          Object.entries(envelope).map(([name, part]) => [name, part.toString('base64url')]),
        )
        const forms = [
          JSON.stringify(object),
          joined.toString('base64'),
          JSON.stringify(joined.toString('base64url')),
        ]
        for (const form of forms) {
          expect(decryptBody(Buffer.from(form), setting)).toEqual({ ok: true, bytes: Buffer.from(plain) })
        }
      }),
    )
  })
})

function encrypt(
  plain: Uint8Array,
  nonce: Uint8Array,
  mode: 'gcm' | 'cbc',
): Record<string, Buffer> & { iv: Buffer; data: Buffer } {
  if (mode === 'cbc') {
    const cipher = createCipheriv('aes-256-cbc', Buffer.from(key), nonce)
    return { iv: Buffer.from(nonce), data: Buffer.concat([cipher.update(plain), cipher.final()]) }
  }
  const iv = Buffer.from(nonce.subarray(0, 12))
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(key), iv)
  const data = Buffer.concat([cipher.update(plain), cipher.final()])
  return { iv, data, tag: cipher.getAuthTag() }
}
