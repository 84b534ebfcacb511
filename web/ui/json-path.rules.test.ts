/** Paths of the payload tree are RFC 9535 paths that find exactly the value they stand beside. */
import fc from 'fast-check'
import { query } from 'json-p3'
import { describe, expect, it } from 'vitest'
import { childPath, matchingPaths, nodesOf, treeStep } from './json-path.rules.ts'

describe('a path of the tree', () => {
  it('is as short as the name allows', () => {
    expect(childPath('$', 'player')).toBe('$.player')
    expect(childPath('$.items', 3)).toBe('$.items[3]')
    expect(childPath('$', 'first name')).toBe("$['first name']")
    expect(childPath('$', "it's")).toBe("$['it\\'s']")
    expect(childPath('$', 'a"b')).toBe(`$['a"b']`)
    expect(childPath('$', 'a\\b')).toBe("$['a\\\\b']")
  })

  it('finds its value again, whatever the names are', () => {
    const payload = fc.dictionary(
      fc.string({ minLength: 1 }).filter((key) => key !== '__proto__'),
      fc.oneof(fc.integer(), fc.string(), fc.array(fc.integer(), { maxLength: 3 })),
    )
    fc.assert(
      fc.property(payload, (value) => {
        for (const node of nodesOf(value)) {
          expect(query(node.path, value).values()).toEqual([node.value])
        }
      }),
    )
  })
})

describe('the search of the tree', () => {
  const nodes = nodesOf({ player: { email: 'ada@example.com', level: 7 }, reward: { coins: 25 } })

  it('keeps what matches in name or value, with everything above it', () => {
    expect([...matchingPaths(nodes, 'COINS')].sort()).toEqual(['$', '$.reward', '$.reward.coins'])
    expect(matchingPaths(nodes, 'ada@').has('$.player.email')).toBe(true)
    expect(matchingPaths(nodes, 'ada@').has('$.reward')).toBe(false)
  })

  it('is empty when nothing matches', () => {
    expect(matchingPaths(nodes, 'dragon').size).toBe(0)
  })
})

describe('the keyboard in the tree', () => {
  it('opens with the right arrow, then goes inside', () => {
    expect(treeStep('ArrowRight', false, true)).toBe('toggle')
    expect(treeStep('ArrowRight', true, true)).toBe('next')
    expect(treeStep('ArrowRight', false, false)).toBeNull()
  })

  it('closes with the left arrow, then goes up', () => {
    expect(treeStep('ArrowLeft', true, true)).toBe('toggle')
    expect(treeStep('ArrowLeft', false, true)).toBe('parent')
  })

  it('leaves other keys alone', () => {
    expect(treeStep('a', true, true)).toBeNull()
  })
})
