/** When a visit begins, which of them is the first of its day, and how long a streak lasts. */
import { describe, expect, it } from 'vitest'
import { nextVisit, type VisitState } from './visit.rules.ts'

const at = (text: string) => new Date(`2026-11-${text}:00.000Z`)
const state = (seen: string, visited = seen): VisitState => ({
  ...{ lastSeenAt: at(seen), visitedAt: at(visited) },
  ...{ visitCount: 7, loginStreak: 3 },
})

describe('a visit', () => {
  it('is the first one of somebody who was never seen', () => {
    const visit = nextVisit(undefined, at('23T10:00'))
    expect(visit).toMatchObject({ visitCount: 1, loginStreak: 1, isFirstOfDay: true })
  })

  it('begins after 30 minutes without activity, and not a minute sooner', () => {
    expect(nextVisit(state('23T10:00'), at('23T10:29'))).toBeNull()
    const visit = nextVisit(state('23T10:00'), at('23T10:30'))
    expect(visit).toMatchObject({ visitCount: 8, loginStreak: 3, isFirstOfDay: false })
  })

  it('of the next day adds to the streak, one after a day of absence begins another', () => {
    expect(nextVisit(state('23T10:00'), at('24T23:00'))).toMatchObject({ loginStreak: 4, isFirstOfDay: true })
    expect(nextVisit(state('23T23:00'), at('25T00:10'))).toMatchObject({ loginStreak: 1, isFirstOfDay: true })
  })

  it('that lasts over midnight keeps the streak, and the next one is still the first of its day', () => {
    const overMidnight = state('24T00:20', '23T23:50')
    expect(nextVisit(overMidnight, at('24T09:00'))).toMatchObject({ loginStreak: 4, isFirstOfDay: true })
    expect(nextVisit(overMidnight, at('25T09:00'))).toMatchObject({ loginStreak: 4 })
  })
})
