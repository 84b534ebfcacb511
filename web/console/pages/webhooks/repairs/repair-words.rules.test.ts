/** Repairs in words. */
import { describe, expect, it } from 'vitest'
import type { Repair } from '../../../../../contracts/repairs.ts'
import {
  countWords,
  offerWords,
  outcomeWords,
  paceWords,
  startWords,
  stateWords,
} from './repair-words.rules.ts'

const repair = (changes: Partial<Repair>): Repair => ({
  id: 'r',
  webhookId: 'w',
  webhookName: 'Quest rewards',
  kind: 'undo',
  state: 'running',
  from: null,
  to: '2026-11-25T00:00:00.000Z',
  reason: null,
  shortfall: 'refuse',
  counts: { total: 1310, done: 120, succeeded: 118, failed: 2 },
  perSecond: null,
  secondsLeft: null,
  startedBy: { kind: 'system', id: null, label: 'System' },
  auditReason: null,
  startedAt: '2026-11-25T00:00:00.000Z',
  endedAt: null,
  ...changes,
})

describe('a repair', () => {
  it('is offered with the number of requests that it covers', () => {
    expect(offerWords('rerun', 214)).toBe('Run 214 failed again…')
    expect(offerWords('discard', 12)).toBe('Discard 12 waiting…')
    expect(startWords('undo', 1)).toBe('Undo 1 request')
  })

  it('says what it does, what came of it, and how long it will take', () => {
    expect(stateWords(repair({}))).toBe('Undoing 1,310 requests')
    expect(stateWords(repair({ state: 'finished' }))).toBe('Undoing 1,310 requests: done')
    expect(countWords(repair({}))).toBe('118 undone, 2 left as they were')
    expect(countWords(repair({ kind: 'rerun' }))).toBe('118 succeeded, 2 failed again')
    expect(paceWords(repair({}))).toBe(null)
    expect(paceWords(repair({ perSecond: 4.5, secondsLeft: 265 }))).toBe('4.5 per second, about 4 min left')
  })
})

it('a sample says what would come out', () => {
  const tried = { status: 'success' as const, members: [], problems: [], warnings: [], remarks: [] }
  expect(outcomeWords({ ...tried, outcome: 'nothing_to_do', effects: [] })).toBe('Nothing to do')
  const effect = {
    kind: 'currency' as const,
    memberId: 'm',
    memberLabel: 'Ada',
    asset: 'coins',
    amount: -1200,
    balanceBefore: 1200,
    balanceAfter: 0,
    transferId: null,
    element: null,
    line: 0,
  }
  expect(outcomeWords({ ...tried, outcome: 'applied', effects: [effect, effect] })).toBe(
    '−1,200 Coins for Ada and 1 more',
  )
})
