/** Proves that each problem stands at the part of the mapping that causes it. */
import { expect, test } from 'vitest'
import type { DryRun } from '../../../../../contracts/dry-runs.ts'
import type { ReceiptFailure } from '../../../../../contracts/receipts.ts'
import { emptyDraft } from './mapping-draft.rules.ts'
import { problemsOfDryRun, problemsOfRefusal } from './problems.rules.ts'

const failure = (part: Partial<ReceiptFailure>): ReceiptFailure => ({
  reason: 'Value missing in payload',
  detail: 'It is not there',
  path: null,
  value: null,
  line: null,
  element: null,
  ...part,
})
const run = (...problems: ReceiptFailure[]): DryRun => ({
  status: 'failed',
  outcome: null,
  members: [],
  effects: [],
  problems,
  warnings: [],
  remarks: [],
})
const draft = { ...emptyDraft, memberPath: '$.e', forEach: '$.list' }
const keys = ['line-0', 'line-4']

test('problems of a dry run go to their line, the member, the list, or the whole', () => {
  const problems = problemsOfDryRun(
    run(
      failure({ line: 1, element: 2 }),
      failure({ line: 1, element: 3 }),
      failure({ path: '$.e', reason: 'User not found' }),
      failure({ path: '$.list' }),
      failure({ reason: 'Body is not valid' }),
      failure({ line: 9 }),
    ),
    draft,
    keys,
  )
  expect(problems.get('line-4')?.map(({ element }) => element)).toEqual([2, 3])
  expect(problems.get('member')).toHaveLength(1)
  expect(problems.get('forEach')).toHaveLength(1)
  expect(problems.get('whole')).toHaveLength(2)
})

test('a member for whom the mapping waits is no problem of it, what else stops it is', () => {
  const missing = failure({ path: '$.e', reason: 'User not found' })
  const waiting: DryRun = {
    ...run(missing, failure({ line: 0 })),
    status: 'pending',
    outcome: 'awaiting_member',
  }
  const problems = problemsOfDryRun(waiting, draft, keys)
  expect([...problems.keys()]).toEqual(['line-0'])
})

test('errors of a refused mapping go where their pointer points, with and without the body in front', () => {
  const problems = problemsOfRefusal(
    [
      { pointer: '/lines/1/path', reason: 'no path' },
      { pointer: '/body/mapping/lines/0/value', reason: 'no value' },
      { pointer: '/member/path', reason: 'no path' },
      { pointer: '/dedupe', reason: 'both' },
      { pointer: '/forEach', reason: 'no path' },
      { pointer: '/elsewhere', reason: 'odd' },
    ],
    keys,
  )
  expect([...problems.keys()]).toEqual(['line-4', 'line-0', 'member', 'dedupe', 'forEach', 'whole'])
})
