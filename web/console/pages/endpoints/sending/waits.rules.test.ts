/** A retry schedule is read as it is written, and nonsense is named. */
import { expect, it } from 'vitest'
import { readWaits, usualWaits, writeWaits } from './waits.rules.ts'

it('waits are read in seconds, minutes, hours and days', () => {
  expect(readWaits('5s, 5m 2h,1d')).toEqual({ waits: [5, 300, 7200, 86_400] })
})

it('nothing is the usual schedule, and none is no second attempt', () => {
  expect(readWaits('  ')).toEqual({ waits: null })
  expect(readWaits('None')).toEqual({ waits: [] })
})

it('what is written is read as the same', () => {
  for (const waits of [null, [], [5, 90, 300, 7200, 86_400]])
    expect(readWaits(writeWaits(waits))).toEqual({ waits })
  const usual = readWaits(usualWaits)
  expect('waits' in usual && writeWaits(usual.waits)).toBe(usualWaits)
})

it('what is no wait, too long or too much is named', () => {
  expect(readWaits('5s, soon')).toEqual({ problem: '“soon” is no wait. Write them as 30s, 5m, 2h or 1d.' })
  expect(readWaits('0s')).toHaveProperty('problem')
  expect(readWaits('8d')).toEqual({ problem: '“8d” is longer than 7 days.' })
  expect(readWaits(Array(21).fill('1s').join(','))).toEqual({ problem: 'At most 20 waits.' })
})
