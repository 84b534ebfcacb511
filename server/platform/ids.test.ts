/** Ids go up only, whatever the clock does. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createIds, idFloor, idTime } from './ids.ts'

const form = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

describe('ids', () => {
  it('have the form of a UUID of version 7', () => {
    const ids = createIds({ now: () => 1_700_000_000_000 })
    for (let count = 0; count < 1000; count++) expect(ids.next()).toMatch(form)
  })

  it('only ever go up, whatever the clock does', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1_600_000_000_000, max: 1_900_000_000_000 }), { maxLength: 300 }),
        (times) => {
          let now = 0
          const ids = createIds({ now: () => now })
          const made = times.map((time) => {
            now = time
            return ids.next()
          })
          expect(made).toEqual(made.toSorted())
          expect(new Set(made).size).toBe(made.length)
        },
      ),
    )
  })

  it('stay sorted and distinct when more than 4,096 are made in one millisecond', () => {
    const ids = createIds({ now: () => 1_700_000_000_000 })
    const made = Array.from({ length: 10_000 }, ids.next)
    expect(made).toEqual(made.toSorted())
    expect(new Set(made).size).toBe(made.length)
  })

  it('tell when they were made, and lie above the floor of their millisecond', () => {
    const ids = createIds({ now: () => 1_700_000_000_123 })
    const id = ids.next()
    expect(idTime(id)).toBe(1_700_000_000_123)
    expect(id > idFloor(1_700_000_000_123)).toBe(true)
    expect(id < idFloor(1_700_000_000_124)).toBe(true)
  })
})
