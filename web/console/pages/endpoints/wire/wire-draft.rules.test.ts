/** What the form takes as encryption. */
import { expect, it } from 'vitest'
import { noEncryption, readEncryption } from './wire-draft.rules.ts'

const key = 'guildhall-demo-key-32-characters'
const jwk = { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA', kid: 'game' }

it('is off, or a mode with its key', () => {
  expect(readEncryption(noEncryption)).toEqual({ encryption: null })
  expect(readEncryption({ ...noEncryption, mode: 'gcm', key })).toEqual({ encryption: { mode: 'gcm', key } })
  expect(readEncryption({ ...noEncryption, mode: 'jwe_dir', key: 'short' })).toHaveProperty('problem')
})

it('takes a public key with whatever tools write beside it, and no private one', () => {
  const of = (value: unknown) =>
    readEncryption({ ...noEncryption, mode: 'jwe_ecdh', publicKey: JSON.stringify(value) })
  expect(of({ ...jwk, key_ops: [], ext: true })).toEqual({ encryption: { mode: 'jwe_ecdh', publicKey: jwk } })
  expect(of({ ...jwk, d: 'secret' })).toMatchObject({ problem: expect.stringContaining('private') })
  for (const wrong of [null, 'text', { kty: 'RSA' }]) expect(of(wrong)).toHaveProperty('problem')
  expect(readEncryption({ ...noEncryption, mode: 'jwe_ecdh', publicKey: '{' })).toHaveProperty('problem')
})
