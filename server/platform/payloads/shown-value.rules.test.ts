/** Values are shown short, and only in characters that can be stored. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutText, foundValue, isStorable, shownValue } from './shown-value.rules.ts'

describe('a shown value', () => {
  it.each([
    ['50', '"50"'],
    [50, '50'],
    [9007199254740993n, '9007199254740993'],
    [null, 'null'],
    [{ a: [1, { b: 'c' }], d: true }, '{"a":[1,{"b":"c"}],"d":true}'],
    [[], '[]'],
    [undefined, 'undefined'],
  ])('%o is %s', (value, shown) => {
    expect(shownValue(value)).toBe(shown)
  })

  it('is JSON when it is short enough', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const json = JSON.stringify(value)
        fc.pre(json.length <= 80 && isStorable(json) && !json.includes('-0') && !json.includes('e'))
        expect(shownValue(JSON.parse(json))).toBe(json)
      }),
    )
  })

  it('is cut with an ellipsis, and costs nothing for what is cut', () => {
    const large = Array.from({ length: 1_000_000 }, () => 'x')
    expect(shownValue(large, 10)).toBe('["x","x",…')
    expect(foundValue('x'.repeat(301))).toBe(`${'x'.repeat(299)}…`)
  })

  it('can always be stored, within its length', () => {
    const text = fc.string({ unit: 'binary' })
    fc.assert(
      fc.property(
        fc.oneof(text, fc.dictionary(text, text), fc.array(text)),
        fc.integer({ min: 1, max: 40 }),
        (value, max) => {
          for (const shown of [shownValue(value, max), foundValue(value, max)]) {
            expect(shown.length).toBeLessThanOrEqual(max)
            expect(isStorable(shown)).toBe(true)
          }
        },
      ),
    )
  })

  it('never holds half a character', () => {
    expect(cutText('ab🙂cd', 4)).toBe('ab\ufffd…')
    expect(cutText('a\u0000b', 4)).toBe('a\ufffdb')
  })
})
