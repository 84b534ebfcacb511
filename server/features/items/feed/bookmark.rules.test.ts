/** Places in the log. */
import { expect, it } from 'vitest'
import { isReached, isTooOld } from './bookmark.rules.ts'

it('a place is reached by itself and by everything behind it, first by transaction and then by number', () => {
  const place = { xid: '1000', sequence: 7 }
  expect(isReached({ xid: '1000', sequence: 7 }, place)).toBe(true)
  expect(isReached({ xid: '1000', sequence: 6 }, place)).toBe(false)
  expect(isReached({ xid: '999', sequence: 100 }, place)).toBe(false)
  expect(isReached({ xid: '1001', sequence: 1 }, place)).toBe(true)
})

it('an event that was made more than thirty days ago is too old', () => {
  const now = new Date(0x0199f3a27c41 + 30 * 24 * 3600 * 1000)
  expect(isTooOld('0199f3a2-7c41-7b8e-9d20-00d2b58a1c44', now)).toBe(false)
  expect(isTooOld('0199f3a2-7c40-7b8e-9d20-00d2b58a1c44', now)).toBe(true)
})
