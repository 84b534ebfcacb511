/** The id that a sender gives its event, read from the payload: the same id is applied once. */
import { createHash } from 'node:crypto'
import { newBudget } from '../../../platform/payloads/path-steps.rules.ts'
import { readOne } from '../../../platform/payloads/read-path.rules.ts'
import { isStorable } from '../../../platform/payloads/shown-value.rules.ts'
import type { CompiledMapping } from './compile-mapping.rules.ts'

export const dedupeKeyLengthMax = 200

/** Null when the mapping reads none from the payload, or the payload has none there. */
export function dedupeKeyIn({ dedupe }: CompiledMapping, payload: unknown): string | null {
  if (dedupe?.kind !== 'path') return null
  const found = readWithinBudget(dedupe.path, payload)
  if (typeof found === 'string') return found === '' ? null : storableKey(found)
  return typeof found === 'number' || typeof found === 'bigint' ? String(found) : null
}

function readWithinBudget(path: Parameters<typeof readOne>[0], payload: unknown): unknown {
  try {
    return readOne(path, payload, newBudget())
  } catch {
    return undefined
  }
}

/** What cannot be stored as it is still has to be told apart: two long ids may differ in their last letter. */
function storableKey(text: string): string {
  if (text.length <= dedupeKeyLengthMax && isStorable(text)) return text
  return `sha256:${createHash('sha256').update(text, 'utf16le').digest('hex')}`
}
