/** Sealed secrets: every changed bit, other place and other key is refused. */
import { createSecretKey } from 'node:crypto'
import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { deriveKey } from './master-key.ts'
import { open, SecretBoxError, seal } from './secret-box.ts'

const master = createSecretKey('a master key that only this test knows', 'utf8')
const key = deriveKey(master, 'incoming webhook keys')
const place = 'incoming_webhooks.api_key:7'

describe('a sealed secret', () => {
  test('opens to what was sealed, whatever its length', () => {
    for (const plaintext of ['', 'k', 'ключ 🔑', 'x'.repeat(100_000)]) {
      expect(open(key, seal(key, plaintext, place), place).toString()).toBe(plaintext)
    }
  })

  test('looks different each time and does not hold the plaintext', () => {
    const first = seal(key, 'plain words', place)
    expect(first.equals(seal(key, 'plain words', place))).toBe(false)
    expect(first.includes('plain words')).toBe(false)
  })

  test('is refused when any single byte was changed', () => {
    const sealed = seal(key, 'plain words', place)
    for (const index of sealed.keys()) {
      const tampered = Buffer.from(sealed)
      tampered[index] = (tampered[index] ?? 0) ^ 0x01
      expect(() => open(key, tampered, place), `byte ${index}`).toThrow(SecretBoxError)
    }
  })

  test('is refused when it was shortened at any length', () => {
    const sealed = seal(key, 'plain words', place)
    for (const length of sealed.keys()) {
      expect(() => open(key, sealed.subarray(0, length), place), `length ${length}`).toThrow(SecretBoxError)
    }
  })

  test('does not open in another place than its own', () => {
    const sealed = seal(key, 'plain words', place)
    expect(() => open(key, sealed, 'incoming_webhooks.api_key:8')).toThrow('belongs to another place')
  })

  test('names the master key when that is another one', () => {
    const other = deriveKey(
      createSecretKey('another master key of another house', 'utf8'),
      'incoming webhook keys',
    )
    expect(() => open(other, seal(key, 'plain words', place), place)).toThrow(
      'sealed with another master key',
    )
  })

  test('does not open with the key of another purpose', () => {
    expect(() => open(deriveKey(master, 'app keys'), seal(key, 'plain words', place), place)).toThrow(
      SecretBoxError,
    )
  })
})

describe('a derived key', () => {
  test('is 32 bytes and the same each time for the same purpose', () => {
    expect(key).toHaveLength(32)
    expect(deriveKey(master, 'incoming webhook keys').equals(key)).toBe(true)
    expect(deriveKey(master, 'sessions').equals(key)).toBe(false)
  })

  test('comes from a master key that shows nothing when printed', () => {
    expect(`${inspect(master)} ${JSON.stringify(master)}`).not.toContain('only this test knows')
  })
})
