/** Words of replays: what one does, how far it is, and what a preview counts. */
import { describe, expect, it } from 'vitest'
import type { Replay } from '../../../../../contracts/replays.ts'
import { previewLines, progressWords, rateOf, stateWords } from './replay-words.rules.ts'

const replay: Replay = {
  ...{
    id: 'r',
    kind: 'deliveries',
    state: 'running',
    endpointId: null,
    endpointName: null,
    status: 'failed',
  },
  ...{ eventType: null, from: '', to: '', perSecond: 50, isHeldBack: false, hasStopped: false },
  ...{ auditReason: null, startedAt: '', endedAt: null, secondsLeft: 8 },
  counts: { total: 500, done: 100, queued: 100, skipped: 0 },
  startedBy: { kind: 'account', id: null, label: 'Olive' },
}

describe('words of replays', () => {
  it('say what is sent, where, and how it stands', () => {
    expect(stateWords(replay)).toBe('Sending 500 deliveries again')
    expect(stateWords({ ...replay, kind: 'missed', state: 'paused', endpointName: 'Game' })).toBe(
      'Sending what was missed to Game: paused',
    )
  })

  it('say how far it is and how long it takes, or why it waits', () => {
    expect(progressWords(replay)).toBe('100 of 500 put into the queue · 50 per second, about 8 s left')
    expect(progressWords({ ...replay, isHeldBack: true })).toMatch(/waits: the receiver/)
    const counts = { total: 500, done: 500, queued: 490, skipped: 10 }
    expect(progressWords({ ...replay, state: 'finished', secondsLeft: null, counts })).toBe(
      '500 of 500 put into the queue · 10 left out',
    )
  })

  it('count what is sent and what is left out, without what is nothing', () => {
    const lines = previewLines({
      ...{ kind: 'deliveries', from: '', to: '', count: 3, unplannedCount: 0, inactiveCount: 0 },
      statuses: [{ status: 'failed', count: 3 }],
      earlierCount: 2,
    })
    expect(lines.map(({ count }) => count)).toEqual([3, 2])
  })

  it('take whole rates within the bounds only', () => {
    expect(['1', '500', '0', '501', '1.5', '', 'x'].map((text) => rateOf(text, 500))).toEqual([
      1,
      500,
      ...Array(5).fill(undefined),
    ])
  })
})
