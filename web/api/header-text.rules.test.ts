/** Words in any script travel in a header. */
import { expect, it } from 'vitest'
import { headerText } from './header-text.rules.ts'

it('a header takes words in any script, and their bytes are UTF-8', () => {
  const words = 'Grüße – 贈り物 🎁'
  const sent = new Headers({ 'x-audit-reason': headerText(words) }).get('x-audit-reason') ?? ''
  expect(Buffer.from(sent, 'latin1').toString('utf8')).toBe(words)
  expect(headerText('ticket 7')).toBe('ticket 7')
})
