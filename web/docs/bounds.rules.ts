/** The bounds of a schema in words: lengths, ranges, counts, defaults. Pure. */
import type { Schema } from './open-api.ts'

/** Patterns longer than this say less than the description beside them. */
const patternLengthMax = 32

export function boundsOf(schema: Schema): string[] {
  return [
    rangeWords(schema.minLength, schema.maxLength, 'character'),
    rangeWords(schema.minimum, schema.maximum, ''),
    rangeWords(schema.minItems, schema.maxItems, 'entry', 'entries'),
    schema.uniqueItems ? 'no entry twice' : '',
    schema.minProperties === undefined ? '' : `at least ${counted(schema.minProperties, 'field')}`,
    isShort(schema.pattern) ? `matches \`${schema.pattern}\`` : '',
    schema.default === undefined ? '' : `\`${JSON.stringify(schema.default)}\` when left out`,
  ].filter((words) => words !== '')
}

const isShort = (pattern: string | undefined) => pattern !== undefined && pattern.length <= patternLengthMax

function rangeWords(
  least: number | undefined,
  most: number | undefined,
  unit: string,
  units = `${unit}s`,
): string {
  // One character or more is what "required" says already; none or more says nothing.
  const from = least === undefined || (least <= 1 && unit === 'character') ? undefined : least
  if (from === undefined && most === undefined) return ''
  if (from === undefined) return `at most ${counted(most ?? 0, unit, units)}`
  if (most === undefined) return unit !== '' && from === 0 ? '' : `at least ${counted(from, unit, units)}`
  if (from === most) return `exactly ${counted(from, unit, units)}`
  return `${shown(from)} to ${counted(most, unit, units)}`
}

function counted(count: number, unit: string, units = `${unit}s`): string {
  if (unit === '') return shown(count)
  return `${shown(count)} ${count === 1 ? unit : units}`
}

function shown(count: number): string {
  if (count === Number.MAX_SAFE_INTEGER) return '2^53−1'
  if (count === -Number.MAX_SAFE_INTEGER) return '−(2^53−1)'
  return count.toLocaleString('en')
}
