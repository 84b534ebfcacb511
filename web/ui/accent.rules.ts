/**
 * A community's accent color as tokens. Whatever color is chosen, words on it and words in it stay readable:
 * each shade is moved towards black or white until it reaches 4.5:1 on its ground.
 */
import type { CSSProperties } from 'react'

type Rgb = readonly [number, number, number]

export const contrastWanted = 4.5
const grounds = { light: '#f7f6f3', dark: '#23211f' } as const

export function parseHex(hex: string): Rgb | null {
  const digits = /^#([0-9a-f]{6})$/i.exec(hex)?.[1]
  if (digits === undefined) return null
  const value = Number.parseInt(digits, 16)
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255]
}

const toHex = (color: Rgb) =>
  `#${color.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`

/** WCAG 2 relative luminance. */
function luminance(color: Rgb): number {
  const [red, green, blue] = color.map((part) => {
    const share = part / 255
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0)
}

/** WCAG 2 contrast of two colors, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [a, b] = [parseHex(one), parseHex(other)]
  if (a === null || b === null) return 1
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05)
}

/** `share` of `color`, the rest of `other`. */
export function mix(color: string, other: string, share: number): string {
  const [a, b] = [parseHex(color), parseHex(other)]
  if (a === null || b === null) return other
  return toHex(
    [0, 1, 2].map((part) => (a[part] ?? 0) * share + (b[part] ?? 0) * (1 - share)) as unknown as Rgb,
  )
}

function readable(color: string, ground: string, towards: string): string {
  for (let share = 1; share > 0; share -= 0.04) {
    const shade = mix(color, towards, share)
    if (contrast(shade, ground) >= contrastWanted) return shade
  }
  return towards
}

export function accentTokens(hex: string): Record<string, string> {
  const solid = readable(hex, '#ffffff', '#000000')
  const soft = { light: mix(hex, '#ffffff', 0.12), dark: mix(hex, '#1a1917', 0.22) }
  const text = {
    light: readable(hex, mix(hex, grounds.light, 0.14), '#000000'),
    dark: readable(hex, mix(hex, grounds.dark, 0.24), '#ffffff'),
  }
  return {
    '--color-accent': solid,
    '--color-accent-hover': mix(solid, '#000000', 0.86),
    '--color-accent-ink': '#ffffff',
    '--color-accent-text': `light-dark(${text.light}, ${text.dark})`,
    '--color-accent-soft': `light-dark(${soft.light}, ${soft.dark})`,
    '--color-accent-line': `light-dark(${mix(hex, '#ffffff', 0.35)}, ${mix(hex, '#1a1917', 0.5)})`,
  }
}

/** For the `style` of the element under which the accent holds; nothing where there is none. */
export function accentStyle(hex: string | undefined): CSSProperties | undefined {
  return hex === undefined || parseHex(hex) === null ? undefined : (accentTokens(hex) as CSSProperties)
}
