/** Reads `application/x-www-form-urlencoded` text as a flat object of texts. */
import { shownValue } from '../../../platform/payloads/shown-value.rules.ts'
import { isForbiddenKey, jsonKeyCountMax } from './parse-json.rules.ts'
import { addWarning } from './warnings.rules.ts'

export type FormReading =
  | { ok: true; value: Record<string, string>; warnings: string[] }
  | { ok: false; problem: string }

export function parseForm(text: string): FormReading {
  const value: Record<string, string> = {}
  const warnings: string[] = []
  const pairs = text.split('&', jsonKeyCountMax + 1)
  if (pairs.length > jsonKeyCountMax)
    return { ok: false, problem: `it has more than ${jsonKeyCountMax} keys` }
  for (const [index, pair] of pairs.entries()) {
    if (pair === '') continue
    const equalsAt = pair.indexOf('=')
    const key = decodeFormText(equalsAt === -1 ? pair : pair.slice(0, equalsAt))
    const content = decodeFormText(equalsAt === -1 ? '' : pair.slice(equalsAt + 1))
    if (key === undefined || content === undefined) {
      return { ok: false, problem: `pair ${index + 1} is not UTF-8 when its percent signs are decoded` }
    }
    if (isForbiddenKey(key)) {
      addWarning(warnings, `The key ${shownValue(key)} is not taken and was left out`)
      continue
    }
    if (Object.hasOwn(value, key)) {
      addWarning(warnings, `The key ${shownValue(key)} is there more than once; the last one counts`)
    }
    value[key] = content
  }
  return { ok: true, value, warnings }
}

/** A percent sign that starts no escape stands for itself, as in the WHATWG URL standard. */
function decodeFormText(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' ').replace(/%(?![0-9a-fA-F]{2})/g, '%25'))
  } catch {
    return undefined
  }
}
