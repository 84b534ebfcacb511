/** Conditions as typed and as meant. */
import { expect, it } from 'vitest'
import type { Condition } from '../../../../../contracts/conditions.ts'
import { conditionsOf, draftConditionsOf } from './draft-conditions.rules.ts'

const meant = (is: Condition['is'], value: string) => conditionsOf([{ path: ' $.a ', is, value }])

it('every condition is typed so that it means the same again', () => {
  const values = ['won', '5', 'true', '"', 'a, b', ' a', '', 5, -0.5, true]
  const conditions: Condition[] = [
    ...values.map((value): Condition => ({ path: '$.a', is: 'equal', value })),
    { path: '$.a', is: 'in', value: values },
    { path: '$.a', is: 'in', value: ['won', 'drew', 3] },
    { path: '$.a', is: 'missing' },
  ]
  expect(conditionsOf(draftConditionsOf(conditions))).toEqual(conditions)
})

it('numbers, true and false are read as such, quoted text as text, and lists by commas', () => {
  expect(meant('equal', '5')).toEqual([{ path: '$.a', is: 'equal', value: 5 }])
  expect(meant('equal', '"5"')).toEqual([{ path: '$.a', is: 'equal', value: '5' }])
  expect(meant('in', 'won, drew, 3')).toMatchObject([{ value: ['won', 'drew', 3] }])
})

it('what is not complete says what it lacks', () => {
  expect(conditionsOf([{ path: '', is: 'exists', value: '' }])).toBe('Choose what the condition looks at.')
  expect(meant('equal', ' ')).toBe('Type what the condition compares with.')
  expect(meant('greater', 'many')).toBe('Type a number to compare with.')
})
