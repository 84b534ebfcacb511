/** An alert is open once for a kind and a webhook, for as long as what it tells of holds. */
import { describe, expect, it } from 'vitest'
import { alertInWords } from './alert-words.rules.ts'
import { type Condition, changesOf, type OpenAlert } from './alerts.rules.ts'

const condition = (part: Partial<Condition> = {}): Condition => ({
  communityId: 'c',
  subjectId: 'w',
  kind: 'failing',
  facts: { count: 20, total: 30, hours: 0 },
  ...part,
})
const open = (part: Partial<OpenAlert> = {}): OpenAlert => ({ ...condition(), id: 'a', ...part })

describe('what becomes of alerts', () => {
  it('opens what holds and is not open yet', () => {
    expect(changesOf([], [condition()])).toEqual({ opening: [condition()], changed: [], closing: [] })
  })
  it('leaves alone what goes on as it was', () => {
    expect(changesOf([open()], [condition()])).toEqual({ opening: [], changed: [], closing: [] })
  })
  it('renews the numbers of what goes on', () => {
    const facts = { count: 25, total: 35, hours: 0 }
    expect(changesOf([open()], [condition({ facts })]).changed).toEqual([
      { ...open({ facts }), isNews: false },
    ])
  })
  it('closes what does not hold any more, also when another kind does', () => {
    const { opening, closing } = changesOf([open()], [condition({ kind: 'refused' })])
    expect([opening.map(({ kind }) => kind), closing.map(({ kind }) => kind)]).toEqual([
      ['refused'],
      ['failing'],
    ])
  })
})

describe('in words', () => {
  it('names whom to contact when requests are pending for over an hour', () => {
    const facts = { count: 3, total: 0, hours: 0 }
    expect(alertInWords('pending', 'Quests', facts, 'ops@example.com')).toEqual({
      words: 'Quests: 3 requests pending for over an hour',
      advice: 'The server does not get to them; nothing is lost. Contact ops@example.com.',
    })
    expect(alertInWords('pending', 'Quests', facts, undefined).advice).toContain('the admin of this server')
  })
  it('of the ledger names the first row that does not agree, or that nothing could be proved', () => {
    const facts = {
      count: 2,
      total: 0,
      hours: 0,
      firstProblem: `coins of Ada in community ${'0'.repeat(36)} is kept as 3`,
    }
    expect(alertInWords('conservation_failed', 'Ledger proof', facts, undefined)).toEqual({
      words: 'Ledger proof: 2 rows do not agree',
      advice: expect.stringContaining('The first: coins of Ada is kept as 3. '),
    })
    const none = { ...facts, count: 0, firstProblem: null }
    expect(alertInWords('conservation_failed', 'Ledger proof', none, undefined).words).toBe(
      'Ledger proof: the last run could not be finished',
    )
  })
  it('counts one as one', () => {
    const facts = { count: 1, total: 0, hours: 1 }
    expect(alertInWords('refused', 'Quests', facts, undefined).words).toContain('1 call turned away')
    expect(alertInWords('silent', 'Quests', facts, undefined).words).toContain('over 1 hour')
  })
})
