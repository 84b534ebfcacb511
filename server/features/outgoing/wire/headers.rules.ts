/** The headers of a request: those of Standard Webhooks, the type of the event, how the body is encrypted, one's own. */

export interface HeaderParts {
  eventId: string
  eventType: string
  contentType: string
  /** Of this attempt, in seconds. */
  timestamp: number
  signature: string
  /** How many incoming webhooks the event came through. */
  hop: number
  /** As `x-encryption-mode` says it; null for a body that is sent as it is. */
  encryptionMode: string | null
  apiKey: string | null
  custom: readonly { name: string; value: string }[]
}

/** Read by incoming webhooks, so that a loop ends. */
export const hopHeader = 'x-guildhall-hop'
const apiKeyName = 'x-api-key'

export function requestHeaders(parts: HeaderParts): Record<string, string> {
  const { hop, encryptionMode, apiKey, custom } = parts
  // One of that name that stands among the custom headers was put there on purpose.
  const isOwn = custom.some(({ name }) => name.toLowerCase() === apiKeyName)
  return {
    'content-type': parts.contentType,
    'webhook-id': parts.eventId,
    'webhook-timestamp': String(parts.timestamp),
    'webhook-signature': parts.signature,
    'x-webhook-event': parts.eventType,
    ...(hop > 0 && { [hopHeader]: String(hop) }),
    ...(encryptionMode === null ? {} : { 'x-encrypted': 'true', 'x-encryption-mode': encryptionMode }),
    ...(apiKey === null || isOwn ? {} : { [apiKeyName]: apiKey }),
    ...Object.fromEntries(custom.map(({ name, value }) => [name, value])),
  }
}

const shownSignatureChars = 6
const hidden = '…'

/** As they are kept with an attempt: enough of a signature to compare, nothing of a value that may be a secret. */
export function redactHeaders(
  headers: Readonly<Record<string, string>>,
  customNames: readonly string[],
): [name: string, value: string][] {
  return Object.entries(headers).map(([name, value]) => {
    if (name === 'webhook-signature') return [name, value.split(' ').map(cutSignature).join(' ')]
    const isSecret = name === apiKeyName || name.toLowerCase() === 'authorization'
    return [name, isSecret || customNames.includes(name) ? hidden : value]
  })
}

/** Of an answer: cookies of the receiver are nobody's business here, and an echo may hold what we hide of a request. */
const hiddenInAnswers: readonly string[] = [
  'authorization',
  'cookie',
  'proxy-authorization',
  'set-cookie',
  apiKeyName,
]

/** Names are in lower case, as answers are read. */
export function redactAnswer(
  headers: readonly (readonly [name: string, value: string])[],
): [name: string, value: string][] {
  return headers.map(([name, value]) => [name, hiddenInAnswers.includes(name) ? hidden : value])
}

function cutSignature(signature: string): string {
  return signature.slice(0, signature.indexOf(',') + 1 + shownSignatureChars) + hidden
}
