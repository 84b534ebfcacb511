/** Aliases: their form, and that each leads back to its member in its app alone. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { aliasOf, memberOfAlias } from './alias.rules.ts'

const hex = (length: number) =>
  fc
    .array(fc.constantFrom(...'0123456789abcdef'), { minLength: length, maxLength: length })
    .map((all) => all.join(''))
const id = fc
  .tuple(hex(8), hex(4), hex(3), fc.constantFrom('8', '9', 'a', 'b'), hex(3), hex(12))
  .map(([one, two, three, variant, four, five]) => `${one}-${two}-7${three}-${variant}${four}-${five}`)

it('an alias has 24 letters or digits, and leads back to its member whatever the ids', () => {
  fc.assert(
    fc.property(id, id, (appId, memberId) => {
      const alias = aliasOf(appId, memberId)
      expect(alias).toMatch(/^[0-9a-z]{24}@members\.invalid$/)
      expect(memberOfAlias(appId, ` ${alias.toUpperCase()} `)).toBe(memberId)
    }),
  )
})

it('two apps are told different ones of the same member', () => {
  const [one, other] = ['0198f3a2-6c1e-7d40-9b1f-3a5e2c7d9041', '0198f3a2-6c1e-7d40-9b1f-3a5e2c7d9042']
  const alias = aliasOf(one, other)
  expect(alias).not.toBe(aliasOf(other, other))
  expect(memberOfAlias(other, alias)).not.toBe(other)
})

it('what is no alias leads to nobody', () => {
  const appId = '0198f3a2-6c1e-7d40-9b1f-3a5e2c7d9041'
  const others = [
    'mira@player.example',
    'test-704215@members.invalid',
    `${'z'.repeat(24)}@members.invalid`,
    '',
  ]
  for (const email of others) expect(memberOfAlias(appId, email)).toBeUndefined()
})
