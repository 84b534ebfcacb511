/** Pages by key miss nothing and repeat nothing, and a cursor belongs to its list. */
import { describe, expect, it } from 'vitest'
import { pageFrom, readKeyset } from './keyset.ts'

const ids = Array.from({ length: 5 }, (_, index) => `0194b2f3-6c1d-7a4e-9b21-00000000000${5 - index}`)
const keep = (id: string) => id

/** What a store does with a keyset: newest first, after the key, one more than asked. */
function read(keyset: ReturnType<typeof readKeyset>): string[] {
  return ids.filter((id) => keyset.after === null || id < keyset.after).slice(0, keyset.take)
}

describe('keyset pages', () => {
  it('walk over a list without gaps and repeats and end with null', () => {
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const keyset = readKeyset({ limit: 2, cursor }, { list: 'a' })
      const { data, page } = pageFrom(read(keyset), keyset, keep, keep)
      seen.push(...data)
      cursor = page.next ?? undefined
    } while (cursor)
    expect(seen).toEqual(ids)
  })

  it('cursor_invalid: a cursor does not go with another filter', () => {
    const first = readKeyset({ limit: 2 }, { list: 'a', status: 'failed' })
    const { page } = pageFrom(read(first), first, keep, keep)
    expect(() => readKeyset({ limit: 2, cursor: page.next ?? '' }, { list: 'a', status: 'success' })).toThrow(
      /filter/,
    )
  })

  it('cursor_invalid: something made up is no cursor', () => {
    for (const cursor of [
      'x',
      'AAAA',
      Buffer.from('abc.def').toString('base64url'),
      "'; drop table members",
    ]) {
      expect(() => readKeyset({ cursor }, {})).toThrow()
    }
  })
})
