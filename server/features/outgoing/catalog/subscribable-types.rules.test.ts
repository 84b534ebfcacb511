/** What the planner reads the log for. */
import { describe, expect, it } from 'vitest'
import { otherTypes, subscribableTypes, wantedTypes } from './subscribable-types.rules.ts'

describe('wanted types', () => {
  it('are those that a pattern matches', () => {
    expect(wantedTypes(['currency.changed'])).toEqual(['currency.changed'])
    expect(wantedTypes(['member.*']).every((type) => type.startsWith('member.'))).toBe(true)
  })

  it('are no custom ones where nobody asks for them, and all of them where one is asked for', () => {
    expect(wantedTypes(['member.*'])).not.toContain('custom.*')
    expect(wantedTypes(['custom.match_ended'])).toEqual(['custom.*'])
  })

  it('of everything leave out what no endpoint can choose', () => {
    expect(wantedTypes(['*'])).toEqual([...subscribableTypes, 'custom.*'])
    expect(otherTypes).toEqual(expect.arrayContaining(['endpoint.tested', 'attempt.finished']))
  })
})
