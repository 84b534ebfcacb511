/** After signing in nobody is sent to another site. */
import { describe, expect, it } from 'vitest'
import { safeNext } from './next.rules.ts'

describe('where a sign-in leads', () => {
  it('is the page that was asked for', () => {
    expect(safeNext('/console/c1/members?search=ada')).toBe('/console/c1/members?search=ada')
  })

  it.each([
    undefined,
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    '/sign-in',
  ])('is the start page for %s', (next) => {
    expect(safeNext(next)).toBe('/')
  })
})
