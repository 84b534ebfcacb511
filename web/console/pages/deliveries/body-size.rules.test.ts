/** Which bodies are told to be large. */
import { expect, it } from 'vitest'
import { largeBodyWords } from './body-size.rules.ts'

it('a body above 20 kB is told with its size, counted in bytes', () => {
  expect(largeBodyWords('')).toBeUndefined()
  expect(largeBodyWords('a'.repeat(20_000))).toBeUndefined()
  expect(largeBodyWords('a'.repeat(20_001))).toMatch(/^This body has 21 kB\./)
  expect(largeBodyWords('ä'.repeat(10_001))).toMatch(/^This body has 21 kB\./)
  expect(largeBodyWords('a'.repeat(262_144))).toMatch(/ 263 kB\./)
})
