/** Keys of e-mails and usernames: one normal form. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emailKey, keptText, usernameFromEmail, usernameKey } from './keys.rules.ts'

describe('keys', () => {
  it('compares e-mails without case and outer white space', () => {
    expect(emailKey(' Ada@Example.COM ')).toBe('ada@example.com')
  })
  it('compares composed and decomposed letters as the same', () => {
    expect(usernameKey('Ren\u0065\u0301')).toBe(usernameKey('REN\u00c9'))
  })
  it('is the same when it is taken twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
        expect(usernameKey(usernameKey(text))).toBe(usernameKey(text))
      }),
    )
  })
  it('keeps a whole pair of surrogates and replaces half a one', () => {
    expect(keptText('a\ud83d\ude00')).toBe('a\ud83d\ude00')
    expect(keptText('a\ud83d')).toBe('a\ufffd')
  })
  it('takes the first username from the e-mail, at most 50 characters long', () => {
    expect(usernameFromEmail('Ada.Lovelace@example.com')).toBe('Ada.Lovelace')
    expect(usernameFromEmail(`${'a'.repeat(80)}@example.com`)).toHaveLength(50)
  })
})
