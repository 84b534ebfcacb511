/** What the shared schemas let through, and that a hostile value is checked in one pass. */
import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'
import { EmailAddress, line, Username } from './values.ts'

const ajv = new Ajv({ allErrors: true })
const takes = (schema: object, value: string) => ajv.compile(schema)(value) as boolean

describe('one line of words', () => {
  it('takes words in any script, with white space around them', () => {
    for (const text of ['a', ' a b ', 'ä😀', '\u3000名前']) expect(takes(line(10), text)).toBe(true)
  })
  it('takes no control character, wherever it stands', () => {
    for (const text of ['\u0000', 'a\u0000b', '\ta', 'a\n', '\u007f'])
      expect(takes(line(10), text)).toBe(false)
  })
  it('takes neither nothing nor only white space', () => {
    for (const text of ['', ' ', '\u3000 \u2003']) expect(takes(line(10), text)).toBe(false)
  })
})

describe('what nobody sees', () => {
  const unseen = ['\u200b', '\u00ad', '\u200d', '\ufeff', '\u3164', '\ufe0f']
  it('makes no second username and no second e-mail that look the same', () => {
    for (const each of [...unseen, '\u202e', '\u2066', '\u0085']) {
      expect(takes(Username, `ada${each}`)).toBe(false)
      expect(takes(EmailAddress, `ada@example${each}.com`)).toBe(false)
    }
  })
  it('is no line of words by itself, but may stand in one, where scripts and emoji need it', () => {
    for (const each of unseen) expect(takes(line(10), each)).toBe(false)
    for (const text of ['می\u200cخواهم', '👩\u200d🚀', '❤\ufe0f']) expect(takes(line(20), text)).toBe(true)
  })
  it('turns no text of others around', () => {
    expect(takes(line(10), 'a\u202egnp.exe')).toBe(false)
  })
})

describe('e-mails and usernames', () => {
  it('take no control character', () => {
    expect(takes(EmailAddress, 'a\u0000@example.com')).toBe(false)
    expect(takes(Username, 'a\u0000')).toBe(false)
    expect(takes(EmailAddress, 'ada@example.com')).toBe(true)
    expect(takes(Username, 'ada')).toBe(true)
  })
})

describe('a hostile value of a megabyte', () => {
  it.each([
    ['a', line(10)],
    [' ', line(10)],
    ['\u200b', line(10)],
    ['a', EmailAddress],
    ['a', Username],
  ])('made of %j is refused in one pass', (character, schema) => {
    const started = performance.now()
    expect(takes(schema, `${character.repeat(1_000_000)}\u0000`)).toBe(false)
    // One pass takes about 10 ms; a pattern that goes back for every character would take hours.
    expect(performance.now() - started).toBeLessThan(5_000)
  })
})
