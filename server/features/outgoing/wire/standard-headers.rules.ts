/** The headers of style `standard`: those of Standard Webhooks, the type of the event, and the endpoint's own. */

export interface HeaderParts {
  eventId: string
  eventType: string
  /** Of this attempt, in seconds. */
  timestamp: number
  signature: string
  custom: readonly { name: string; value: string }[]
}

export function standardHeaders(parts: HeaderParts): Record<string, string> {
  return {
    'content-type': 'application/json',
    'webhook-id': parts.eventId,
    'webhook-timestamp': String(parts.timestamp),
    'webhook-signature': parts.signature,
    'x-webhook-event': parts.eventType,
    ...Object.fromEntries(parts.custom.map(({ name, value }) => [name, value])),
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
    return [name, customNames.includes(name) ? hidden : value]
  })
}

function cutSignature(signature: string): string {
  return signature.slice(0, signature.indexOf(',') + 1 + shownSignatureChars) + hidden
}
