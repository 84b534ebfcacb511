/** How merges read while they are on their way, and when they have ended. */
import { describe, expect, it } from 'vitest'
import type { Merge } from '../../../../contracts/merges.ts'
import { mergeSentence, mergeSteps } from './merge-words.rules.ts'

const merge = (more: Partial<Merge> = {}) => ({
  state: 'requested' as const,
  confirmMode: 'on_2xx' as const,
  isSeen: false,
  attemptCount: 0,
  lastOutcome: null,
  ...more,
})
const line = (more: Partial<Merge>) => mergeSteps(merge(more)).map(({ label, mark }) => `${label}: ${mark}`)

describe('a merge', () => {
  it('is held, then sent, then confirmed', () => {
    expect(line({})).toEqual(['Held: done', 'Sent to the game: now', 'Confirmed: ahead'])
    expect(line({ confirmMode: 'explicit', isSeen: true, lastOutcome: 'accepted' })).toEqual([
      'Held: done',
      'Sent to the game: done',
      'Confirmed: now',
    ])
    expect(line({ state: 'confirmed' })).toEqual(['Held: done', 'Sent to the game: done', 'Confirmed: done'])
  })

  it('that comes back says where it ended', () => {
    expect(line({ state: 'canceled' })).toEqual(['Held: done', 'Canceled: failed'])
    expect(line({ state: 'expired', isSeen: true })).toEqual([
      'Held: done',
      'Sent to the game: done',
      'Not answered in time: failed',
    ])
  })

  it('in doubt stays at its last step', () => {
    expect(line({ state: 'in_doubt', isSeen: true }).at(-1)).toBe('In doubt: now')
  })

  it('says what came of the last attempt, in a sentence of its own for each', () => {
    const outcomes = ['accepted', 'turned_away', 'unsent', 'unknown', null] as const
    const sentences = outcomes.map((lastOutcome) => mergeSentence(merge({ lastOutcome })))
    expect(new Set(sentences).size).toBe(outcomes.length)
    expect(sentences.at(-1)).toBe('The game is being told.')
  })
})
