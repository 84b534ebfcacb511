/** Proves which encryption keys are taken, and that generated ones are. */
import { expect, test } from 'vitest'
import { keyFrom, keyProblem } from './encryption.rules.ts'

test('32 printable characters without spaces are a key', () => {
  expect(keyProblem('guildhall-demo-key-32-characters')).toBeUndefined()
})

test.each([
  ['', /generate one/],
  ['short', /has 5 characters/],
  ['x'.repeat(33), /has 33 characters/],
  [`${'x'.repeat(31)} `, /without spaces/],
  ['ü'.repeat(32), /ASCII/],
])('%j is told what is wrong', (key, words) => expect(keyProblem(key)).toMatch(words))

test('a key made of random bytes is valid, and every byte counts', () => {
  const bytes = Uint8Array.from({ length: 32 }, (_, index) => index * 8 + (index % 8))
  expect(keyProblem(keyFrom(bytes))).toBeUndefined()
  expect(keyFrom(bytes)).not.toBe(keyFrom(bytes.map((byte, index) => (index === 31 ? byte ^ 1 : byte))))
})
