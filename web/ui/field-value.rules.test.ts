/** How values of custom fields read. */
import { describe, expect, it } from 'vitest'
import { fieldText } from './field-value.rules.ts'
import { formatExact } from './time.rules.ts'

describe('the value of a custom field', () => {
  it('is nothing when the field is empty', () => {
    expect(fieldText('numerical', null)).toBeNull()
  })

  it('says yes or no', () => {
    expect([fieldText('boolean', true), fieldText('boolean', false)]).toEqual(['Yes', 'No'])
  })

  it('shows a moment in the time of the reader, and a day as it is', () => {
    const at = '2026-11-20T11:03:55.000Z'
    expect(fieldText('date', at)).toBe(formatExact(new Date(at)))
    expect(fieldText('date', '2026-11-20')).toBe('2026-11-20')
  })

  it('leaves text alone that only looks like a moment', () => {
    expect(fieldText('single-line-text', '2026-11-20T11:03:55.000Z')).toBe('2026-11-20T11:03:55.000Z')
    expect(fieldText('date', 'Tomorrow')).toBe('Tomorrow')
  })
})
