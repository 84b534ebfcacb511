/** Filters live in the address as words or not at all. */
import { describe, expect, it } from 'vitest'
import { withPart, word } from './search.rules.ts'

describe('a filter in the address', () => {
  it('is read as a word, and an empty one is absent', () => {
    expect(word({ asset: 'coins' }, 'asset')).toEqual({ asset: 'coins' })
    expect(word({ asset: 42 }, 'asset')).toEqual({ asset: '42' })
    expect(word({ asset: '  ' }, 'asset')).toEqual({})
    expect(word({ asset: { $ne: 1 } }, 'asset')).toEqual({})
  })

  it('is changed or taken out without touching the others', () => {
    const present: { asset?: string; cause?: string } = { asset: 'coins', cause: 'r1' }
    expect(withPart(present, 'asset', 'xp')).toEqual({ asset: 'xp', cause: 'r1' })
    expect(withPart(present, 'asset', undefined)).toEqual({ cause: 'r1' })
  })
})
