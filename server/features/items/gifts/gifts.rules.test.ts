/** What becomes of a gift, at the very instant of its end as well. */
import { expect, it } from 'vitest'
import { judgeGift } from './gifts.rules.ts'

const expiresAt = new Date('2026-11-26T12:00:00.000Z')
const justBefore = new Date(expiresAt.getTime() - 1)

it('is over at the instant, whether it was swept or not', () => {
  const offered = { state: 'offered' as const, expiresAt }
  expect(judgeGift(offered, 'accepted', justBefore)).toBe('step')
  expect(judgeGift(offered, 'accepted', expiresAt)).toBe('gift_not_pending')
})

it('the same answer again is answered as before, also when its time is over; another is refused', () => {
  const accepted = { state: 'accepted' as const, expiresAt }
  expect(judgeGift(accepted, 'accepted', expiresAt)).toBe('repeat')
  expect(judgeGift(accepted, 'rejected', justBefore)).toBe('gift_not_pending')
})
