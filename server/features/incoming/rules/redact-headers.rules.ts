/** The headers of a request as they may be stored: in order, as spelled, without the values of secrets. */
import { cutText } from '../../../platform/payloads/shown-value.rules.ts'

export type StoredHeader = { name: string; value: string }

const headerCountMax = 200
const headerNameLengthMax = 200
const headerValueLengthMax = 16_384

export const redactedValue = '[redacted]'

const secretNames = new Set(['authorization', 'proxy-authorization', 'cookie', 'set-cookie', 'x-api-key'])
const secretWords = /secret|token|api[-_]?key|password/i

/** Takes the `rawHeaders` of node:http, where names and values alternate. */
export function redactHeaders(rawHeaders: readonly string[]): StoredHeader[] {
  const stored: StoredHeader[] = []
  for (let at = 0; at + 1 < rawHeaders.length && stored.length < headerCountMax; at += 2) {
    const name = rawHeaders[at] ?? ''
    const value = rawHeaders[at + 1] ?? ''
    stored.push({
      name: cutText(name, headerNameLengthMax),
      value: isSecretHeader(name) ? redactedValue : cutText(value, headerValueLengthMax),
    })
  }
  return stored
}

function isSecretHeader(name: string): boolean {
  return secretNames.has(name.toLowerCase()) || secretWords.test(name)
}
