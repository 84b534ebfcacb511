/** Indented JSON with its values set off from its names, so that the eye finds its way. */
import { Fragment } from 'react'

/** A value at the end of a line: after a name, or as an entry of a list. */
const valuePattern = /^(\s*(?:"(?:[^"\\]|\\.)*": )?)("(?:[^"\\]|\\.)*"|-?\d[\d.e+-]*|true|false|null)(,?)$/

const toneOf = (value: string): string => {
  if (value.startsWith('"')) return 'text-good'
  return value === 'null' ? 'text-ink-3' : 'text-accent-text'
}

export function JsonWords({ code }: { code: string }) {
  return code.split('\n').map((line, index) => {
    const [, before, value = '', after] = valuePattern.exec(line) ?? []
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: the lines of an example never move
      <Fragment key={index}>
        {index > 0 && '\n'}
        {before ?? line}
        {before !== undefined && <span className={toneOf(value)}>{value}</span>}
        {after}
      </Fragment>
    )
  })
}
