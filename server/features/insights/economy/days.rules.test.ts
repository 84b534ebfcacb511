/** The days that charts count back, and where sums end. */
import { expect, it } from 'vitest'
import { amountMax } from '../../../../contracts/values.ts'
import { added, daysBetween } from './days.rules.ts'

it('days are counted back over the end of a month', () => {
  expect(daysBetween('2026-03-02', 4)).toEqual(['2026-02-27', '2026-02-28', '2026-03-01', '2026-03-02'])
})

it('sums end where numbers stop being exact', () => {
  expect(added(amountMax, 1)).toBe(amountMax)
})
