/** Rows that go to PostgreSQL as arrays come out as they went in, whether a column differs from row to row or not. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createFeatureContext, type FeatureContext } from '../../../tests/world/feature-context.ts'
import { bulkRows } from './bulk-rows.ts'
import { prepared, run } from './database.ts'

interface Row {
  place: number
  text: string | null
  count: number | null
  flag: boolean
}

const rows = bulkRows<Row>([
  ['place', 'int', (row) => row.place],
  ['text', 'text', (row) => row.text],
  ['count', 'bigint', (row) => row.count],
  ['flag', 'bool', (row) => row.flag],
])
const statement = prepared<Row>('test_bulk_rows', `${rows.select} order by place`)

describe('rows in bulk', () => {
  let ctx: FeatureContext
  beforeAll(async () => {
    ctx = await createFeatureContext()
  })
  afterAll(() => ctx.close())

  it('come out as they went in', async () => {
    const few = <Value>(...values: Value[]) => fc.constantFrom(...values)
    const row = fc.record({
      text: few(null, '', 'a', '"quoted", {braced}', 'back\\slash', 'null'),
      count: few(null, 0, 1, 9_007_199_254_740_991),
      flag: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 8 }), async (drawn) => {
        const sent = drawn.map((each, place) => ({ ...each, place }))
        expect(await run(ctx.db, statement, rows.parametersFor(sent))).toEqual(
          sent.map(({ place, text, count, flag }) => ({ place, text, count, flag })),
        )
      }),
    )
  })

  it('send a value that all rows share once', () => {
    const sent = [1, 2, 3].map((place) => ({ place, text: 'same', count: null, flag: true }))
    expect(rows.parametersFor(sent)).toEqual([[1, 2, 3], [], [], [], null, 'same', null, true])
  })

  it('are there even when a single row has nothing that could differ', async () => {
    const sent = [{ place: 0, text: null, count: null, flag: false }]
    expect(await run(ctx.db, statement, rows.parametersFor(sent))).toEqual(sent)
  })
})
