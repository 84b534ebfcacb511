/**
 * Reads JSON that a sender put into a text of its payload, so that paths go on into it. Text that is not JSON is
 * a failure with its path; a place that is missing, or holds anything but text, stays as it is.
 */
import type { ReceiptFailure } from '../../../../contracts/receipts.ts'
import { follow, nothing, type Step } from '../../../platform/payloads/path-steps.rules.ts'
import type { CompiledPath, Segment, Selector } from '../../../platform/payloads/read-path.rules.ts'
import { type JsonRoom, parseJson, wholeRoom } from './parse-json.rules.ts'
import { placeInText } from './place-in-text.rules.ts'
import { receiptFailure } from './receipt-failures.rules.ts'
import { addWarning } from './warnings.rules.ts'

export type TextsReading =
  | { ok: true; payload: unknown; warnings: string[] }
  | { ok: false; failure: ReceiptFailure }

/** Others would name too many places, or places that change while they are read. */
export const textPathRule = 'Text that is JSON is named by a path of names, indexes and [*] only'

export const isTextPath = ({ segments }: CompiledPath): boolean => segments.every(isPlain)

const isPlain = ({ isDescendant, selectors: [first, ...others] }: Segment): boolean =>
  !isDescendant && others.length === 0 && (first?.kind === 'step' || first?.kind === 'wildcard')

/** The payload with these texts read, in their order; what was given is not changed. */
export function readTexts(paths: readonly CompiledPath[], payload: unknown): TextsReading {
  const reading: Reading = { keysLeft: wholeRoom().keysLeft, warnings: [], failure: null }
  let read = payload
  for (const path of paths) {
    read = readAt(reading, path, read, 0)
    if (reading.failure) return { ok: false, failure: reading.failure }
  }
  return { ok: true, payload: read, warnings: reading.warnings }
}

/** The keys of all texts of a payload count together. */
type Reading = { keysLeft: number; warnings: string[]; failure: ReceiptFailure | null }

function readAt(reading: Reading, path: CompiledPath, node: unknown, at: number): unknown {
  const selector = path.segments[at]?.selectors[0]
  if (!selector) return typeof node === 'string' ? readText(reading, path, node, at) : node
  const keys = keysOf(selector, node)
  if (keys.length === 0) return node
  const copy = Array.isArray(node) ? [...node] : { ...(node as object) }
  for (const key of keys) {
    if (reading.failure) break
    const children = copy as Record<string | number, unknown>
    children[key] = readAt(reading, path, children[key], at + 1)
  }
  return copy
}

/** Keys and indexes that are there. */
function keysOf(selector: Selector, node: unknown): (string | number)[] {
  if (typeof node !== 'object' || node === null) return []
  if (selector.kind === 'wildcard') return Array.isArray(node) ? [...node.keys()] : Object.keys(node)
  if (selector.kind !== 'step' || follow([selector.step], node) === nothing) return []
  return [keyOf(selector.step, node)]
}

function keyOf({ name, index }: Step, node: object): string | number {
  if (!Array.isArray(node)) return name ?? ''
  return index !== null && index < 0 ? index + node.length : (index ?? 0)
}

function readText(reading: Reading, path: CompiledPath, text: string, depth: number): unknown {
  const room: JsonRoom = { depth, keysLeft: reading.keysLeft }
  const json = parseJson(text, room)
  reading.keysLeft = room.keysLeft
  if (json.ok) {
    for (const warning of json.warnings) addWarning(reading.warnings, warning)
    return json.value
  }
  const detail = `${path.text} holds text that is not valid JSON: ${placeInText(text, json.at)}: ${json.problem}`
  reading.failure = receiptFailure('Body is not valid', detail, { path: path.text, found: { value: text } })
  return text
}
