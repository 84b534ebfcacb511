/** Encrypted bodies against the vectors of the wire contract, and against the library that receivers use. */
import { compactDecrypt, exportJWK, generateKeyPair } from 'jose'
import { describe, expect, it } from 'vitest'
import type { PublicJwk } from '../../../../contracts/endpoint-wire.ts'
import { openAes } from '../../../platform/aes-form.rules.ts'
import { type BodyEncryption, encryptBody } from './encrypt-body.rules.ts'

const key = 'guildhall-demo-key-32-characters'
const plain = '{"hello":"world"}'
const countingIv = (bytes: number) => Buffer.from(Array.from({ length: bytes }, (_, index) => index))
const encrypt = (setting: BodyEncryption, text = plain, iv = countingIv) =>
  encryptBody(Buffer.from(text), setting, iv)

describe('the AES form', () => {
  it('is the one of the vectors, with its keys in order', async () => {
    const gcm = await encrypt({ mode: 'gcm', key })
    expect(gcm.body.toString()).toBe(
      '{"iv":"AAECAwQFBgcICQoL","data":"o6Spjgi7YudLlLusYdcWD04=","tag":"b8gCG9DrfKvecB5sjIeCFQ=="}',
    )
    expect(gcm).toMatchObject({ contentType: 'application/json', modeName: 'GCM' })
    const cbc = await encrypt({ mode: 'cbc', key })
    expect(cbc.body.toString()).toBe(
      '{"iv":"AAECAwQFBgcICQoLDA0ODw==","data":"Q3PV8eSocIWqdhH2hjpdVITndyFRwrBf8hqikyJuFcY="}',
    )
    expect(cbc).toMatchObject({ contentType: 'application/json', modeName: 'CBC' })
  })

  it('opens on the incoming side, whatever letters the body has', async () => {
    for (const mode of ['gcm', 'cbc'] as const) {
      const { body } = await encrypt({ mode, key }, '{"ü":"snow ☃"}')
      expect(openAes(body, { mode, key })).toEqual({ ok: true, bytes: Buffer.from('{"ü":"snow ☃"}') })
    }
  })
})

describe('a compact JWE', () => {
  it('under a shared key says dir and A256GCM, and differs each time', async () => {
    const [first, second] = [await encrypt({ mode: 'jwe_dir', key }), await encrypt({ mode: 'jwe_dir', key })]
    expect(first).toMatchObject({ contentType: 'application/jose', modeName: 'JWE' })
    expect(first.body.equals(second.body)).toBe(false)
    const opened = await compactDecrypt(first.body.toString(), Buffer.from(key))
    expect(opened.protectedHeader).toEqual({ alg: 'dir', enc: 'A256GCM' })
    expect(Buffer.from(opened.plaintext).toString()).toBe(plain)
  })

  it.each(['P-256', 'P-521', 'X25519'])(
    'for a public key of %s is opened by its owner alone',
    async (crv) => {
      const alg = 'ECDH-ES+A256KW'
      const { publicKey, privateKey } = await generateKeyPair(alg, { crv, extractable: true })
      const jwk = { ...(await exportJWK(publicKey)), kid: 'game-1' } as PublicJwk
      const { body } = await encrypt({ mode: 'jwe_ecdh', publicKey: jwk })
      const opened = await compactDecrypt(body.toString(), privateKey)
      expect(opened.protectedHeader).toMatchObject({ alg, enc: 'A256GCM', kid: 'game-1' })
      expect(Buffer.from(opened.plaintext).toString()).toBe(plain)
      const stranger = await generateKeyPair(alg, { crv })
      await expect(compactDecrypt(body.toString(), stranger.privateKey)).rejects.toThrow()
    },
  )
})
