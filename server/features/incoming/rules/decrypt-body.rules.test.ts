/** The byte format of encrypted bodies, and that whatever is wrong looks the same from outside. */
import { createCipheriv } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { EncryptionSetting } from '../../../platform/aes-form.rules.ts'
import { decryptBody, notDecrypted } from './decrypt-body.rules.ts'

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

const read = (body: unknown, setting: EncryptionSetting) => {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return decryptBody(new TextEncoder().encode(text), setting)
}
const open = async (body: unknown, setting: EncryptionSetting) => {
  const result = await read(body, setting)
  return result.ok ? result.bytes.toString('utf8') : { ok: false }
}
const problemOf = async (body: unknown, setting: EncryptionSetting) => {
  const result = await read(body, setting)
  return result.ok ? null : result.problem.code
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
  ])('%s opens', async (_, body, setting) => {
    expect(await open(body, setting)).toBe(vector.plain)
  })
})

describe('what does not open', () => {
  it.each([4, 8, 12, 15, 17])('a tag of %i bytes', async (length) => {
    const tag = recoded(vector.gcm.tag, (bytes) => Buffer.concat([bytes, bytes]).subarray(0, length))
    expect(await open({ ...vector.gcm, tag }, gcm)).toEqual(refused)
    const compact = recoded(vector.compactGcm, (bytes) => bytes.subarray(0, bytes.length - 16 + length))
    if (length < 16) expect(await open(compact, gcm)).toEqual(refused)
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
  ] as [string, unknown, EncryptionSetting][])('%s', async (_, body, setting) => {
    expect(await open(body, setting)).toEqual(refused)
  })

  it('a GCM text in which any single character was changed', async () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
    await fc.assert(
      fc.asyncProperty(
        fc.nat(vector.compactGcm.length - 1),
        fc.constantFrom(...alphabet),
        async (at, letter) => {
          fc.pre(vector.compactGcm[at] !== letter)
          const changed = vector.compactGcm.slice(0, at) + letter + vector.compactGcm.slice(at + 1)
          expect(await open(changed, gcm)).toEqual(refused)
        },
      ),
      { numRuns: 500 },
    )
  })

  it('any bytes that were never encrypted, without throwing', async () => {
    const body = fc.oneof(
      fc.uint8Array({ maxLength: 100 }),
      fc.base64String().map((text) => new TextEncoder().encode(text)),
      fc.json().map((text) => new TextEncoder().encode(text)),
    )
    await fc.assert(
      fc.asyncProperty(body, fc.constantFrom('gcm' as const, 'cbc' as const), async (bytes, mode) => {
        const result = await decryptBody(bytes, { mode, key })
        // CBC proves nothing: one in some 256 random last blocks has valid padding.
        if (mode === 'gcm') expect(result.ok).toBe(false)
      }),
      { numRuns: 1000 },
    )
  })

  it.each([
    ['form_unknown', vector.plain, gcm],
    ['form_unknown', 'hello there', gcm],
    ['mode_differs', vector.gcm, cbc],
    ['mode_differs', vector.cbc, gcm],
    ['part_malformed', { ...vector.gcm, iv: vector.cbc.iv }, gcm],
    ['part_malformed', { ...vector.gcm, data: '%' }, gcm],
    ['part_malformed', { ...vector.cbc, data: '' }, cbc],
    ['part_malformed', 'AAEC', gcm],
    ['tag_mismatch', vector.gcm, { mode: 'gcm', key: 'guildhall-demo-key-32-characterS' }],
    ['padding_wrong', vector.cbc, { mode: 'cbc', key: 'guildhall-demo-key-32-characterS' }],
  ] as [string, unknown, EncryptionSetting][])(
    'is told to the owner as %s where that is it',
    async (code, body, setting) => {
      expect(await problemOf(body, setting)).toBe(code)
    },
  )

  it('is told as one failure', () => {
    expect(notDecrypted()).toMatchObject({ reason: 'Body could not be decrypted', path: null, value: null })
  })
})

describe('any plaintext', () => {
  it('comes back as it was, in every form', async () => {
    const bytes = fc.uint8Array({ maxLength: 100 })
    const iv = fc.uint8Array({ minLength: 16, maxLength: 16 })
    await fc.assert(
      fc.asyncProperty(
        bytes,
        iv,
        fc.constantFrom('gcm' as const, 'cbc' as const),
        async (plain, nonce, mode) => {
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
            const result = await decryptBody(Buffer.from(form), setting)
            expect(result).toEqual({ ok: true, form: 'aes', bytes: Buffer.from(plain) })
          }
        },
      ),
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
