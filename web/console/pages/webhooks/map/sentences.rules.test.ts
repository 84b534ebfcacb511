/** Proves how a mapping reads in words. */
import { expect, test } from 'vitest'
import { mappingInWords } from './sentences.rules.ts'

test('a mapping reads as sentences with the names of its currencies and fields', () => {
  const words = mappingInWords(
    {
      member: { identifier: 'email', path: '$.e' },
      lines: [
        { kind: 'currency', asset: 'coins', operator: 'add', path: '$.c' },
        { kind: 'currency', asset: 'xp', operator: 'subtract', value: 5 },
        { kind: 'field', field: 'level', operator: 'set', path: '$.l', optional: true },
        { kind: 'field', field: 'gone', operator: 'set', value: null },
      ],
      parse: ['$.text'],
      bounds: [{ asset: 'coins', addMax: 10 }],
      forEach: '$.players',
      dedupe: { header: 'x-event-id' },
      memberNotFound: 'wait',
    },
    { assets: new Map([['coins', 'Coins']]), fields: new Map([['level', 'Level']]) },
  )
  expect(words).toEqual([
    'Read the text in $.text as JSON',
    'For each element of $.players',
    'Find the member by email in $.e',
    'When nobody is found, wait up to 30 days',
    'Add $.c to Coins',
    'Subtract 5 from xp',
    'Set Level to $.l, if it is there',
    'Clear gone',
    'One request may add 10 Coins at most',
    'Apply once per id in the header x-event-id',
  ])
})
