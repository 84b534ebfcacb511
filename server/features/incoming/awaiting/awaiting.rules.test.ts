/** How long a receipt waits for a member, and what is said in the end. */
import { expect, it } from 'vitest'
import { judgeAbsence, type MissingMember } from './awaiting.rules.ts'

const missing: MissingMember = {
  identifier: { kind: 'email', value: 'ada@example.com', original: 'Ada@Example.com' },
  element: 3,
}
const now = new Date('2026-11-25T12:00:00.000Z')
const judge = (awaitedUntil: Date | null) => judgeAbsence(missing, '$.email', awaitedUntil, now)

it('a wait begins with 30 days', () => {
  expect(judge(null)).toEqual({ isOver: false, until: new Date('2026-12-25T12:00:00.000Z') })
})

it('a wait that has begun keeps its end', () => {
  const until = new Date(now.getTime() + 1)
  expect(judge(until)).toEqual({ isOver: false, until })
})

it('at its end it is a failure that says that it was a wait, for whom, and where it says so', () => {
  expect(judge(now)).toEqual({
    isOver: true,
    failure: {
      reason: 'User not found',
      detail:
        'It has waited 30 days, and nobody here has the email Ada@Example.com. Add the member, or mend the payload, and run it again.',
      path: '$.email',
      value: 'Ada@Example.com',
      line: null,
      element: 3,
    },
  })
})
