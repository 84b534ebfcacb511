/** Proves that each way of signing is explained, and which secrets can be sent. */
import { expect, test } from 'vitest'
import { presetOf, presets, secretProblem } from './signature.rules.ts'

test('each preset is found by its name and says where its secret is', () => {
  expect(presets).toHaveLength(6)
  for (const preset of presets) {
    expect(presetOf(preset.name)).toBe(preset)
    expect(preset.where.length).toBeGreaterThan(20)
  }
})

test('a secret is printable and long enough', () => {
  expect(secretProblem('sixteen-letters!')).toBeUndefined()
  expect(secretProblem('short')).toContain('16')
  expect(secretProblem('with a space in its middle')).toContain('ASCII')
})
