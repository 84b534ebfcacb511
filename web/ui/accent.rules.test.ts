/** A community's accent color, whatever it is, leaves every word readable in both themes. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { accentStyle, accentTokens, contrast, contrastWanted } from './accent.rules.ts'

const color = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`)
const canvas = { light: '#f7f6f3', dark: '#121110' }
const surface = { light: '#ffffff', dark: '#1a1917' }

function pair(token: string | undefined): { light: string; dark: string } {
  const [, light = '', dark = ''] = /^light-dark\((#\w+), (#\w+)\)$/.exec(token ?? '') ?? []
  return { light, dark }
}

describe('a community accent', () => {
  it('keeps words on the accent readable', () => {
    fc.assert(
      fc.property(color, (hex) => {
        const solid = accentTokens(hex)['--color-accent'] ?? ''
        expect(contrast(solid, '#ffffff')).toBeGreaterThanOrEqual(contrastWanted)
      }),
    )
  })

  it('keeps words in the accent readable on the page, on cards and on its own soft ground', () => {
    fc.assert(
      fc.property(color, (hex) => {
        const tokens = accentTokens(hex)
        const text = pair(tokens['--color-accent-text'])
        const soft = pair(tokens['--color-accent-soft'])
        for (const theme of ['light', 'dark'] as const) {
          for (const ground of [canvas[theme], surface[theme], soft[theme]]) {
            expect(contrast(text[theme], ground)).toBeGreaterThanOrEqual(contrastWanted)
          }
        }
      }),
    )
  })

  it('is left out when the color cannot be read', () => {
    expect(accentStyle(undefined)).toBeUndefined()
    expect(accentStyle('red')).toBeUndefined()
  })
})
