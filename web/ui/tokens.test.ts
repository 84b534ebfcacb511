/** The tokens keep their promise: text reaches 4.5:1 on every ground it stands on, controls' edges 3:1. */
import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { contrast } from './accent.rules.ts'

const css = await readFile(new URL('./tokens.css', import.meta.url), 'utf8')
const tokens = new Map(
  [...css.matchAll(/--color-([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map(
    ([, name = '', light = '', dark = '']) => [name, { light, dark }],
  ),
)

const pairs: [text: string, grounds: string[], least: number][] = [
  [
    'ink',
    ['canvas', 'surface', 'raised', 'sunken', 'hover', 'pressed', 'accent-soft', 'bad-soft', 'warn-soft'],
    4.5,
  ],
  ['ink-2', ['canvas', 'surface', 'raised', 'sunken', 'hover', 'bad-soft', 'warn-soft', 'idle-soft'], 4.5],
  ['ink-3', ['canvas', 'surface', 'raised', 'sunken', 'hover', 'accent-soft'], 4.5],
  ['accent-ink', ['accent', 'accent-hover', 'bad-solid', 'bad-solid-hover'], 4.5],
  ['accent-text', ['canvas', 'surface', 'raised', 'sunken', 'accent-soft'], 4.5],
  ['good', ['canvas', 'surface', 'raised', 'sunken', 'hover', 'good-soft', 'accent-soft'], 4.5],
  ['bad', ['canvas', 'surface', 'raised', 'sunken', 'hover', 'bad-soft', 'accent-soft'], 4.5],
  ['warn', ['canvas', 'surface', 'raised', 'sunken', 'warn-soft'], 4.5],
  ['idle', ['canvas', 'surface', 'hover'], 4.5],
  ['line-control', ['surface', 'raised', 'canvas'], 3],
]

describe('the tokens', () => {
  it('are read from the file', () => {
    expect(tokens.size).toBeGreaterThan(25)
  })

  for (const theme of ['light', 'dark'] as const) {
    it.each(pairs)(`${theme}: %s is readable on %j`, (text, grounds, least) => {
      for (const ground of grounds) {
        const [one, other] = [tokens.get(text)?.[theme], tokens.get(ground)?.[theme]]
        expect(one, text).toBeDefined()
        expect(other, ground).toBeDefined()
        expect(contrast(one ?? '', other ?? ''), `${text} on ${ground}`).toBeGreaterThanOrEqual(least)
      }
    })
  }
})
