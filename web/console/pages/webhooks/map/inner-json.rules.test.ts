/** Texts that are JSON, as the console reads them in a sample. */
import { expect, it } from 'vitest'
import { inEveryElement, innerJson, withTextsRead } from './inner-json.rules.ts'

it('only objects and lists are worth reading', () => {
  expect(innerJson(' {"a": 1}')).toEqual({ a: 1 })
  expect(innerJson('[1]')).toEqual([1])
  for (const text of ['5', '"a"', '{broken', '', 5, null, { a: 1 }]) expect(innerJson(text)).toBe(undefined)
})

it.each([
  [['$.p'], { p: '{"a": "[1]"}', q: 1 }, { p: { a: '[1]' }, q: 1 }],
  [['$.p', '$.p.a'], { p: '{"a": "[1]"}' }, { p: { a: [1] } }],
  [['/p/1'], { p: ['[1]', '[2]'] }, { p: ['[1]', [2]] }],
  [['$.r[*].b'], { r: [{ b: '{}' }, { b: 'no' }, {}] }, { r: [{ b: {} }, { b: 'no' }, {}] }],
  [['$[*][*]'], [['{}'], ['[]', 5]], [[{}], [[], 5]]],
  [['$.gone', '$..p', ''], { p: '{}' }, { p: '{}' }],
  [['$'], '{"a": 1}', { a: 1 }],
])('the texts at %j are read where they stand', (paths, payload, expected) => {
  expect(withTextsRead(payload, paths)).toEqual(expected)
})

it('a place in a list is the same place in every element', () => {
  expect(inEveryElement('$.r[2].b')).toBe('$.r[*].b')
  expect(inEveryElement('$.b')).toBe(null)
})
