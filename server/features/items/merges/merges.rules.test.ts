/** What becomes of a merge: no sequence of attempts, answers and deadlines gives back what may be in the game. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { attemptOutcomes } from '../../../../contracts/events/attempt.ts'
import { confirmModes } from '../../../../contracts/face-settings.ts'
import {
  isStillSent,
  judgeAnswer,
  type MergeStanding,
  stepByAttempt,
  stepByDeadline,
} from './merges.rules.ts'

const asked = (more: Partial<MergeStanding> = {}): MergeStanding => ({
  ...{ state: 'requested', confirmMode: 'on_2xx', isSeen: false, resendsAfterUnknown: true },
  ...more,
})

it('an unknown outcome is seen for good, and a later refusal is no proof that nothing was added', () => {
  const seen = stepByAttempt(asked(), 'unknown')
  expect(seen).toEqual({ state: 'requested', isSeen: true, endsSending: false })
  expect(stepByAttempt(asked(seen), 'declined').state).toBe('requested')
  expect(stepByDeadline(asked(seen), false)).toBe('in_doubt')
})

it('a deadline waits for what is on its way', () => {
  expect(stepByDeadline(asked(), true)).toBeUndefined()
  expect(judgeAnswer(asked(), 'canceled', true)).toBe('not_cancelable')
})

it('explicit: 2xx decides nothing, and the deadline returns the units, seen or not', () => {
  const explicit = asked({ confirmMode: 'explicit' })
  const told = stepByAttempt(explicit, 'accepted')
  expect(told).toEqual({ state: 'requested', isSeen: true, endsSending: false })
  expect(stepByDeadline({ ...explicit, ...told }, false)).toBe('expired')
})

it('whatever happens, units that the game was told to add by 2xx are never given back by a timer or the member', () => {
  const happening = fc.oneof(
    fc.constantFrom(...attemptOutcomes).map((outcome) => ({ kind: 'attempt' as const, outcome })),
    fc.constant({ kind: 'deadline' as const }),
    fc.constant({ kind: 'cancel' as const }),
  )
  fc.assert(
    fc.property(
      fc.array(happening, { maxLength: 12 }),
      fc.constantFrom(...confirmModes),
      fc.boolean(),
      (happenings, confirmMode, resendsAfterUnknown) => {
        let merge = asked({ confirmMode, resendsAfterUnknown })
        let mayHaveActed = false
        for (const each of happenings) {
          if (each.kind === 'attempt') {
            const isSent = isStillSent({ ...merge, isOver: false, hasUnknown: mayHaveActed })
            if (!isSent) continue
            mayHaveActed ||= confirmMode === 'on_2xx' && ['accepted', 'unknown'].includes(each.outcome)
            merge = { ...merge, ...stepByAttempt(merge, each.outcome) }
          } else if (each.kind === 'deadline') {
            merge = { ...merge, state: stepByDeadline(merge, false) ?? merge.state }
          } else if (judgeAnswer(merge, 'canceled', false) === 'step') {
            merge = { ...merge, state: 'canceled' }
          }
        }
        const isReturned = ['expired', 'canceled', 'rejected'].includes(merge.state)
        expect(isReturned && mayHaveActed).toBe(false)
      },
    ),
  )
})
