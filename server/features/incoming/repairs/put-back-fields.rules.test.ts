/** Field values go back to what they were, unless somebody changed them since. */
import { describe, expect, it } from 'vitest'
import { type FieldChangeToUndo, type PresentValue, planPutBacks, valueKey } from './put-back-fields.rules.ts'

const change = (id: string, before: number | null, after: number | null, more: object = {}) =>
  ({
    id,
    receiptId: `receipt of ${id}`,
    memberId: 'ada',
    fieldId: 'level',
    fieldKey: 'level',
    isRetired: false,
    before,
    after,
    element: null,
    line: 0,
    ...more,
  }) satisfies FieldChangeToUndo

const present = (value: number | null, newestId: string | null, isPutBack = false) =>
  new Map<string, PresentValue>([
    [valueKey({ memberId: 'ada', fieldId: 'level' }), { value, newestId, isPutBack }],
  ])

describe('a field value', () => {
  it('is put back when the change was the last one', () => {
    const plan = planPutBacks([change('1', 2, 3)], present(3, '1'))
    expect(plan).toMatchObject({ puts: [{ id: '1', before: 2 }], left: [] })
  })

  it('is left alone when somebody changed it since, also back to the same value', () => {
    for (const now of [present(9, '2'), present(3, '2')]) {
      expect(planPutBacks([change('1', 2, 3)], now)).toMatchObject({
        puts: [],
        left: [{ change: { id: '1' }, why: 'changed_since' }],
      })
    }
  })

  it('goes back over several changes, the last one first', () => {
    const now = present(5, '3')
    const plan = planPutBacks([change('3', 4, 5), change('2', 4, 4), change('1', null, 4)], now)
    expect(plan.puts.map(({ id }) => id)).toEqual(['3', '1'])
    expect(plan.left).toEqual([])
    expect([...now.values()][0]?.value).toBe(null)
  })

  it('goes on where an earlier batch of the same repair has put something back', () => {
    expect(planPutBacks([change('1', 2, 3)], present(3, '7', true)).puts).toHaveLength(1)
    expect(planPutBacks([change('1', 2, 3)], present(4, '7', true)).left).toHaveLength(1)
  })

  it('of a deleted field is left alone', () => {
    const plan = planPutBacks([change('1', 2, 3, { isRetired: true })], present(3, '1'))
    expect(plan.left).toMatchObject([{ why: 'field_deleted' }])
  })
})
