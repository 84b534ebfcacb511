/** The form of keys: what is made is taken, what is changed is not. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { digestOfKey, formKey, isKey, maskKey } from './credential-key.rules.ts'

const secretBytes = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes))
const keyLetters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

describe('a key', () => {
  it('has a prefix, 43 characters of secret and 6 of checksum, and is taken as it was made', () => {
    fc.assert(
      fc.property(secretBytes, (bytes) => {
        const key = formKey('c', bytes)
        expect(key).toMatch(/^ghc_[A-Za-z0-9_-]{49}$/)
        expect(Buffer.from(key.slice(4, 47), 'base64url').equals(bytes)).toBe(true)
        expect(isKey(key, 'c')).toBe(true)
      }),
    )
  })

  it('is refused when any one character of it is another', () => {
    fc.assert(
      fc.property(
        secretBytes,
        fc.integer({ min: 0, max: 52 }),
        fc.constantFrom(...keyLetters),
        (bytes, at, letter) => {
          const key = formKey('c', bytes)
          fc.pre(key[at] !== letter)
          expect(isKey(key.slice(0, at) + letter + key.slice(at + 1), 'c')).toBe(false)
        },
      ),
      { numRuns: 2_000 },
    )
  })

  it('is refused when cut, padded or of another kind', () => {
    const key = formKey('c', Buffer.alloc(32, 7))
    for (const text of [key.slice(0, -1), `${key}A`, ` ${key}`, `${key}\n`, key.toUpperCase(), 'ghc_', '']) {
      expect(isKey(text, 'c')).toBe(false)
    }
    expect(isKey(key.replace('ghc_', 'ghx_'), 'c')).toBe(false)
  })

  it('shows at most 8 characters of its secret when masked', () => {
    const key = formKey('c', Buffer.from('0123456789abcdef0123456789abcdef'))
    expect(maskKey(key)).toBe(`ghc_${key.slice(4, 8)}…${key.slice(43, 47)}`)
  })

  it('is stored as its SHA-256', () => {
    expect(digestOfKey('abc').toString('hex')).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    )
  })
})
