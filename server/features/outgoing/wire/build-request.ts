/** What one attempt sends: the body in the endpoint's style, encrypted if it is, then signed with every living secret. */
import { randomBytes } from 'node:crypto'
import type { Queryable } from '../../../platform/db/database.ts'
import type { EventRow } from '../../../platform/events/logged-events.store.ts'
import { encryptBody } from './encrypt-body.rules.ts'
import { redactHeaders, requestHeaders } from './headers.rules.ts'
import { plainBodyOf } from './plain-body.ts'
import type { Receiver } from './receiver.ts'
import { signatureOf } from './sign.rules.ts'

export interface BuiltRequest {
  body: Buffer
  headers: Record<string, string>
  /** The headers as they are kept with the attempt. */
  keptHeaders: [name: string, value: string][]
}

export async function buildRequest(
  db: Queryable,
  receiver: Receiver,
  { deliveryId, event, now }: { deliveryId: string; event: EventRow; now: Date },
): Promise<BuiltRequest> {
  const { style, encryption, apiKey, headers: custom } = receiver
  const { body: plain, eventId, eventType } = await plainBodyOf(db, style, receiver, deliveryId, event)
  const encrypted = encryption && (await encryptBody(plain, encryption, randomBytes))
  const body = encrypted?.body ?? plain
  const timestamp = Math.floor(now.getTime() / 1000)
  const living = receiver.keys.filter(({ validUntil }) => validUntil === null || validUntil > now)
  const headers = requestHeaders({
    eventId,
    eventType,
    contentType: encrypted?.contentType ?? 'application/json',
    timestamp,
    signature: signatureOf(
      living.map(({ key }) => key),
      { id: eventId, timestamp, body },
    ),
    hop: event.hop,
    encryptionMode: encrypted?.modeName ?? null,
    apiKey,
    custom,
  })
  const customNames = custom.map(({ name }) => name)
  return { body, headers, keptHeaders: redactHeaders(headers, customNames) }
}
