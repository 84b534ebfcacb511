/** Whether a request comes from Guildhall: the app's key, and the signature of Standard Webhooks over the exact bytes. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

export interface Sender {
  /** The key of the app, as it was issued. */
  key: string
  /** `whsec_...`, shown beside the URL when it was saved. */
  secret: string
}

const toleranceS = 300
const secretPrefix = 'whsec_'

export function isFromGuildhall(
  headers: IncomingHttpHeaders,
  body: Buffer,
  { key, secret }: Sender,
  nowMs: number,
): boolean {
  const {
    'webhook-id': id = '',
    'webhook-timestamp': timestamp = '',
    'webhook-signature': signatures = '',
  } = headers
  if (!isEqual(headers.authorization ?? '', `Basic ${key}`)) return false
  if (Math.abs(nowMs / 1000 - Number(timestamp)) > toleranceS || !/^\d+$/.test(String(timestamp)))
    return false
  const bytes = Buffer.from(secret.slice(secretPrefix.length), 'base64')
  const wanted = createHmac('sha256', bytes).update(`${id}.${timestamp}.`).update(body).digest('base64')
  // Several stand there while a secret is being changed.
  return String(signatures)
    .split(' ')
    .some((signature) => isEqual(signature, `v1,${wanted}`))
}

function isEqual(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)]
  return a.length === b.length && timingSafeEqual(a, b)
}
