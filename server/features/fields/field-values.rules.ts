/** Decides whether a value fits a custom field, what it becomes there, and what add and subtract make of it. */
import type { FieldType, FieldValue } from '../../../contracts/fields.ts'
import {
  addDecimal,
  isDecimalText,
  numericValue,
  parseDecimal,
  subtractDecimal,
} from '../../platform/payloads/decimal.rules.ts'
import { cutText, isStorable, kindOfValue, shownValue } from '../../platform/payloads/shown-value.rules.ts'
import { readDate } from './date-values.rules.ts'

export { addDecimal, subtractDecimal } from '../../platform/payloads/decimal.rules.ts'

export type FieldShape = { type: FieldType; options?: readonly string[] }
export type FieldOperator = 'set' | 'add' | 'subtract'

/** `readAs` is there when the value was coerced, for example "the number 50"; `warning` is the whole sentence. */
export type FieldFit =
  | { ok: true; value: FieldValue; readAs?: string; warning?: string }
  | { ok: false; detail: string }

export const fieldTextMax = 4000

export function fitFieldValue(field: FieldShape, value: unknown): FieldFit {
  if (value === null) return { ok: true, value: null }
  switch (field.type) {
    case 'single-line-text':
    case 'multi-line-text':
      return fitText(field.type, value)
    case 'numerical':
      return fitNumber(value)
    case 'boolean':
      return fitBoolean(value)
    case 'date':
      return fitDate(value)
    case 'select':
      return fitOption(field.options ?? [], value)
  }
}

/** What the field holds afterwards. `value` has been through `fitFieldValue`; an empty field counts as 0. */
export function changeFieldValue(before: FieldValue, operator: FieldOperator, value: FieldValue): FieldFit {
  if (operator === 'set') return { ok: true, value }
  if (!isNumeric(value)) return misfit(value, 'is not a number')
  if (before !== null && !isNumeric(before)) return misfit(before, 'is in the field now and is not a number')
  const after = operator === 'add' ? addDecimal(before ?? 0, value) : subtractDecimal(before ?? 0, value)
  return after === undefined
    ? { ok: false, detail: 'The result has too many digits' }
    : { ok: true, value: after }
}

function isNumeric(value: FieldValue): value is number | string {
  return typeof value === 'number' || (typeof value === 'string' && parseDecimal(value.trim()) !== undefined)
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const controlInLine = /[\u0000-\u001f\u007f\u2028\u2029]/
// biome-ignore lint/suspicious/noControlCharactersInRegex: all but tab and line breaks
const controlInText = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/

function fitText(type: 'single-line-text' | 'multi-line-text', value: unknown): FieldFit {
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') {
    return coerced(value, String(value), `the text "${value}"`)
  }
  if (typeof value !== 'string') return misfit(value, `is ${kindOfValue(value)}, not text`)
  if (value.length > fieldTextMax) return misfit(value, `is longer than ${fieldTextMax} characters`)
  if (type === 'single-line-text' && /[\r\n\u2028\u2029]/.test(value)) {
    return misfit(value, 'has a line break, which a field of one line cannot hold')
  }
  const control = type === 'single-line-text' ? controlInLine : controlInText
  if (control.test(value) || !isStorable(value)) return misfit(value, 'has characters that are not text')
  return { ok: true, value }
}

function fitNumber(value: unknown): FieldFit {
  const isNumber = typeof value === 'number' || typeof value === 'bigint'
  const text = isNumber ? String(value) : typeof value === 'string' ? value.trim() : ''
  if (!isDecimalText(text)) return misfit(value, 'is not a number')
  const decimal = parseDecimal(text)
  if (!decimal) return misfit(value, 'has too many digits')
  const number = numericValue(decimal)
  return isNumber ? { ok: true, value: number } : coerced(value, number, `the number ${number}`)
}

function fitBoolean(value: unknown): FieldFit {
  if (typeof value === 'boolean') return { ok: true, value }
  const word = typeof value === 'string' ? value.trim().toLowerCase() : ''
  if (word !== 'true' && word !== 'false') return misfit(value, 'is neither true nor false')
  return coerced(value, word === 'true', word)
}

function fitDate(value: unknown): FieldFit {
  const reading = readDate(value)
  if (!reading) return misfit(value, 'is not a date such as 2026-11-23 or 2026-11-23T17:30:00Z')
  if (!reading.isCoerced) return { ok: true, value: reading.value }
  return coerced(value, reading.value, `the date ${reading.value}`)
}

function fitOption(options: readonly string[], value: unknown): FieldFit {
  if (typeof value === 'object' || value === undefined) return misfit(value, 'is not one of the options')
  const text = String(value).trim()
  const option =
    options.find((one) => one === value) ??
    options.find((one) => one === text) ??
    options.find((one) => one.toLowerCase() === text.toLowerCase())
  if (option === value) return { ok: true, value: option as string }
  if (option !== undefined) return coerced(value, option, `the option ${option}`)
  return misfit(value, `is not one of the options ${cutText(options.join(', '), 200)}`)
}

function coerced(found: unknown, value: FieldValue, readAs: string): FieldFit {
  return { ok: true, value, readAs, warning: cutText(`${shownValue(found)} was read as ${readAs}`, 300) }
}

function misfit(value: unknown, why: string): FieldFit {
  return { ok: false, detail: `${shownValue(value)} ${why}` }
}
