/** The sender's own id of an event, as a key that can be stored and never stands for two ids. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Mapping } from '../../../../contracts/mapping.ts'
import { compileMapping } from './compile-mapping.rules.ts'
import { dedupeKeyIn, dedupeKeyLengthMax } from './dedupe-key.rules.ts'

const keyIn = (dedupe: NonNullable<Mapping['dedupe']> | null, payload: unknown) =>
  dedupeKeyIn(
    compileMapping({ member: { identifier: 'email', path: '$.e' }, lines: [], forEach: '$.list', dedupe }),
    payload,
  )

describe('the key', () => {
  it.each([
    ['evt_1', 'evt_1'],
    [17, '17'],
    [9007199254740993n, '9007199254740993'],
    ['', null],
    [null, null],
    [true, null],
    [{ a: 1 }, null],
    [undefined, null],
  ])('of %o is %o', (id, key) => {
    expect(keyIn({ path: '$.event.id' }, { event: { id } })).toBe(key)
  })

  it('is read from the whole payload, also with forEach', () => {
    expect(keyIn({ path: '/id' }, { id: 'a', list: [{ id: 'b' }] })).toBe('a')
  })

  it('is none for a header, without dedupe, and for a path that matches several values', () => {
    expect(keyIn({ header: 'x-event-id' }, { id: 'a' })).toBeNull()
    expect(keyIn(null, { id: 'a' })).toBeNull()
    expect(keyIn({ path: '$..id' }, { id: 'a', list: [{ id: 'b' }] })).toBeNull()
    expect(keyIn({ path: `$${'..*'.repeat(40)}` }, JSON.parse('['.repeat(60) + ']'.repeat(60)))).toBeNull()
  })

  it('differs for different ids, however long or odd, and can be stored', () => {
    const id = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1 }),
      fc.string({
        minLength: dedupeKeyLengthMax,
        maxLength: dedupeKeyLengthMax + 3,
        unit: fc.constantFrom('a', 'b'),
      }),
      fc.constantFrom('\ud800', '\ud801', 'a\u0000'),
    )
    fc.assert(
      fc.property(id, id, (left, right) => {
        const [a, b] = [left, right].map((one) => keyIn({ path: '$.id' }, { id: one }))
        expect(a === b).toBe(left === right)
        expect(a).not.toContain('\u0000')
        expect(a?.length).toBeLessThanOrEqual(dedupeKeyLengthMax)
      }),
    )
  })
})
