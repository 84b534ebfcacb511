/** Values written as an array literal come back from PostgreSQL as they were. */
import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase } from '../../../tests/world/postgres.ts'
import { arrayLiteral } from './array-literal.ts'

let database: Awaited<ReturnType<typeof createTestDatabase>>
let pool: pg.Pool

beforeAll(async () => {
  database = await createTestDatabase()
  pool = new pg.Pool({ ...database.connection, max: 1 })
})
afterAll(async () => {
  await pool.end()
  await database.drop()
})

async function throughPostgres(type: string, elements: readonly unknown[]): Promise<unknown[]> {
  const { rows } = await pool.query(`select $1::${type}[] as value`, [arrayLiteral(elements)])
  return rows[0].value
}

const hasHalfSurrogate = /\p{Surrogate}/u
/** PostgreSQL holds no NUL and no half surrogates. */
const text = fc
  .string({ unit: 'binary' })
  .filter((value) => !value.includes('\0') && !hasHalfSurrogate.test(value))

describe('array literals', () => {
  it('bring every text back from PostgreSQL, quotes, backslashes, commas and nulls included', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.option(text), { maxLength: 20 }), async (elements) => {
        expect(await throughPostgres('text', elements)).toEqual(elements)
      }),
      { numRuns: 200 },
    )
  })

  it('bring bytes, whole numbers and truth values back', async () => {
    const bytes = [Buffer.from([0, 1, 255]), Buffer.alloc(0)]
    expect(await throughPostgres('bytea', bytes)).toEqual(bytes)
    expect(await throughPostgres('int', [1, -5, 0])).toEqual([1, -5, 0])
    expect(await throughPostgres('bool', [true, false, null])).toEqual([true, false, null])
    expect(await throughPostgres('text', [])).toEqual([])
  })

  it('keep the words NULL and the empty text apart from nothing', async () => {
    expect(await throughPostgres('text', ['NULL', '', null, 'null'])).toEqual(['NULL', '', null, 'null'])
  })
})
