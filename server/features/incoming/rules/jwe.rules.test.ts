/** What jose, the senders' library, encrypts with `dir` and A256GCM opens, and nothing else of RFC 7516 does. */

import fc from 'fast-check'
import { CompactEncrypt, exportJWK, GeneralEncrypt, generateKeyPair } from 'jose'
import { describe, expect, it } from 'vitest'
import { decryptBody } from './decrypt-body.rules.ts'
import { isCompactJwe } from './jwe.rules.ts'

const key = 'guildhall-demo-key-32-characters'
const secret = Buffer.from(key)
const plain = '{"hello":"wörld"}'

const jweOf = (
  header: Record<string, unknown> = {},
  asKey: Parameters<CompactEncrypt['encrypt']>[0] = secret,
) =>
  new CompactEncrypt(Buffer.from(plain))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', ...header })
    .encrypt(asKey)
const read = (jwe: string, withKey = key) => decryptBody(Buffer.from(jwe), { mode: 'gcm', key: withKey })
const problemOf = async (jwe: string, withKey = key) => {
  const result = await read(jwe, withKey)
  return result.ok ? null : result.problem.code
}
const withHeader = (jwe: string, header: unknown) =>
  [Buffer.from(JSON.stringify(header)).toString('base64url'), ...jwe.split('.').slice(1)].join('.')

describe('a compact JWE', () => {
  it.each([{}, { kid: '2026-06' }, { typ: 'JOSE', cty: 'application/json' }])(
    'of dir and A256GCM opens, with %j in its header',
    async (header) => {
      const jwe = await jweOf(header)
      expect(isCompactJwe(Buffer.from(jwe))).toBe(true)
      expect(await read(jwe)).toEqual({ ok: true, form: 'jwe', bytes: Buffer.from(plain) })
    },
  )

  it('opens in either mode of the AES form', async () => {
    expect(await decryptBody(Buffer.from(await jweOf()), { mode: 'cbc', key })).toMatchObject({ ok: true })
  })

  it('of any bytes comes back as it was', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        const jwe = await new CompactEncrypt(bytes)
          .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
          .encrypt(secret)
        expect(await read(jwe)).toEqual({ ok: true, form: 'jwe', bytes: Buffer.from(bytes) })
      }),
    )
  })

  it.each([
    ['A256KW', 'A256GCM'],
    ['A256GCMKW', 'A256GCM'],
    ['PBES2-HS512+A256KW', 'A256GCM'],
    ['dir', 'A128CBC-HS256'],
  ])('of %s and %s is not opened, though its sender has the key', async (alg, enc) => {
    expect(await problemOf(await jweOf({ alg, enc }))).toBe('algorithm_not_allowed')
  })

  it('for a public key is not opened', async () => {
    const { publicKey } = await generateKeyPair('ECDH-ES+A256KW', { extractable: true })
    expect(await problemOf(await jweOf({ alg: 'ECDH-ES+A256KW' }, await exportJWK(publicKey)))).toBe(
      'algorithm_not_allowed',
    )
  })

  it('that is compressed is not opened: a small one could unpack to anything', async () => {
    expect(await problemOf(await jweOf({ zip: 'DEF' }))).toBe('header_not_allowed')
  })

  it.each([
    { p2c: 1_000_000 },
    { crit: ['exp'] },
    { jwk: {} },
    { jku: 'https://example.com' },
    { b64: false },
  ])('with %j in its header is not opened', async (header) => {
    const jwe = withHeader(await jweOf(), { alg: 'dir', enc: 'A256GCM', ...header })
    expect(await problemOf(jwe)).toBe('header_not_allowed')
  })

  it('under another key, or changed anywhere, is not opened', async () => {
    const jwe = await jweOf()
    expect(await problemOf(jwe, 'guildhall-demo-key-32-characterS')).toBe('tag_mismatch')
    expect(await problemOf(withHeader(jwe, { alg: 'dir', enc: 'A256GCM', kid: 'x' }))).toBe('tag_mismatch')
    const [header = '', , iv = '', data = '', tag = ''] = jwe.split('.')
    const changed = data.startsWith('A') ? `B${data.slice(1)}` : `A${data.slice(1)}`
    expect(await problemOf([header, '', iv, changed, tag].join('.'))).toBe('tag_mismatch')
  })

  it('with a short tag, a wrong iv, a wrapped key or no header is not well formed', async () => {
    const [header = '', , iv = '', data = '', tag = ''] = (await jweOf()).split('.')
    for (const parts of [
      [header, '', iv, data, tag.slice(0, 6)],
      [header, '', iv.slice(4), data, tag],
      [header, 'AAAA', iv, data, tag],
      ['e30x', '', iv, data, tag],
      [Buffer.from('[]').toString('base64url'), '', iv, data, tag],
    ]) {
      expect(await problemOf(parts.join('.')), parts.join('.')).toBe('part_malformed')
    }
  })

  it('is no other form: JSON serialization, and text with points in it', async () => {
    const general = await new GeneralEncrypt(Buffer.from(plain))
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
      .addRecipient(secret)
      .encrypt()
    expect(isCompactJwe(Buffer.from(JSON.stringify(general)))).toBe(false)
    expect(await problemOf(JSON.stringify(general))).toBe('form_unknown')
    expect(isCompactJwe(Buffer.from(`${await jweOf()}\n`))).toBe(false)
    expect(isCompactJwe(Buffer.from('Hello. You. There. Are. Five words'))).toBe(false)
  })
})
