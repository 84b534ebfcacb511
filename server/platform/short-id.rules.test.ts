/** The mapping of ids that the wire contract gives as an example. */
import { expect, it } from 'vitest'
import { shortId } from './short-id.rules.ts'

it('keeps the first and the last twelve digits', () => {
  expect(shortId('0194b2f3-6c1d-7a4e-9b21-5f0c8e37d2a6')).toBe('0194b2f36c1d5f0c8e37d2a6')
})
