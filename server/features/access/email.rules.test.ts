/** Addresses that can sign in. */
import { describe, expect, it } from 'vitest'
import { isSignInEmail, normalizeEmail } from './email.rules.ts'

describe('an address to sign in with', () => {
  it('is compared without case', () => {
    expect(normalizeEmail('Ada.Lovelace@Example.COM')).toBe('ada.lovelace@example.com')
  })

  it.each(['ada@example.com', 'a.b+tag@sub.example-site.org', 'x_1-y@a1.io'])('may be %s', (email) => {
    expect(isSignInEmail(email)).toBe(true)
  })

  it.each([
    'ada@localhost',
    'ada@example.c',
    '.ada@example.com',
    'a..b@example.com',
    'ada@-example.com',
    'ada@example-.com',
    'ada@example.com, bob@example.com',
    'ada@example.com\n',
    'ädа@example.com',
    `${'a'.repeat(250)}@example.com`,
  ])('may not be %s', (email) => {
    expect(isSignInEmail(email)).toBe(false)
  })
})
