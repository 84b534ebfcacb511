/** Turns the bytes of a received request into its payload: JSON, a form or plain text; never throws. */
import type { ReceiptFailure } from '../../../../contracts/receipts.ts'
import { parseForm } from './parse-form.rules.ts'
import { type JsonReading, parseJson } from './parse-json.rules.ts'
import { placeInText } from './place-in-text.rules.ts'
import { receiptFailure } from './receipt-failures.rules.ts'
import { decodeUtf8, type Utf8Problem, withoutByteOrderMark } from './utf8.rules.ts'

export type BodyReading =
  | { ok: true; payload: unknown; warnings: string[] }
  | { ok: false; failure: ReceiptFailure }

/** An empty body, as some senders use it to try an address, gives the payload null. */
export function parseBody(bytes: Uint8Array, contentType: string | null): BodyReading {
  const body = withoutByteOrderMark(bytes)
  const first = firstCharacter(body)
  if (first === undefined) return { ok: true, payload: null, warnings: ['The body is empty'] }
  const kind = kindOfBody(contentType)
  // Command line tools label everything as a form unless told otherwise.
  const looksLikeJson = first === '{' || first === '[' || first === '"'
  if (kind === 'form' && !looksLikeJson) return readForm(body)
  const json = readJson(body)
  if (json.ok) {
    const warnings =
      kind === 'form' ? ['The body is labelled as a form but is JSON', ...json.warnings] : json.warnings
    return { ok: true, payload: json.value, warnings }
  }
  if (kind === 'form') return readForm(body)
  return kind === 'json' || looksLikeJson ? notValid(body, json) : readText(body)
}

type BodyKind = 'json' | 'form' | 'other'

function kindOfBody(contentType: string | null): BodyKind {
  if (contentType === null) return 'other'
  if (contentType === 'application/json') return 'json'
  const type = contentType.split(';', 1)[0]?.trim().toLowerCase() ?? ''
  if (type === 'application/x-www-form-urlencoded') return 'form'
  return type.endsWith('/json') || type.endsWith('+json') ? 'json' : 'other'
}

/** The first one that is not white space. */
function firstCharacter(body: Buffer): string | undefined {
  for (const byte of body) {
    if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return String.fromCharCode(byte)
  }
  return undefined
}

function readJson(body: Buffer): JsonReading | Utf8Problem {
  const decoded = decodeUtf8(body)
  return decoded.ok ? parseJson(decoded.text) : decoded
}

function readForm(body: Buffer): BodyReading {
  const decoded = decodeUtf8(body)
  if (!decoded.ok) return notValid(body, decoded)
  const form = parseForm(decoded.text.trim())
  if (form.ok) return { ok: true, payload: form.value, warnings: form.warnings }
  return { ok: false, failure: receiptFailure('Body is not valid', `The form is not valid: ${form.problem}`) }
}

function readText(body: Buffer): BodyReading {
  const decoded = decodeUtf8(body)
  if (!decoded.ok) return notValid(body, decoded)
  return {
    ok: true,
    payload: decoded.text,
    warnings: ['The body is plain text, which the path $ reads as a whole'],
  }
}

function notValid(body: Buffer, problem: Exclude<JsonReading, { ok: true }> | Utf8Problem): BodyReading {
  if ('byteAt' in problem) {
    const byte = `0x${problem.byte.toString(16).padStart(2, '0')}`
    const detail = `The body is not valid UTF-8: byte ${problem.byteAt + 1} (${byte}) belongs to no character`
    return { ok: false, failure: receiptFailure('Body is not valid', detail) }
  }
  const text = body.toString('utf8')
  const detail = `The body is not valid JSON: ${placeInText(text, problem.at)}: ${problem.problem}`
  const excerpt = text.slice(problem.at, problem.at + excerptLength)
  const place = excerpt === '' ? {} : { found: { value: excerpt } }
  return { ok: false, failure: receiptFailure('Body is not valid', detail, place) }
}

const excerptLength = 40
