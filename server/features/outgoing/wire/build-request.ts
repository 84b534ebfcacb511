/** What one attempt sends: the body in the endpoint's style, encrypted if it is, then signed with every living secret. */
import { randomBytes } from 'node:crypto'
import type { Queryable } from '../../../platform/db/database.ts'
import type { EventRow } from '../../../platform/events/logged-events.store.ts'
import { encryptBody } from './encrypt-body.rules.ts'
import { fingiHeaders } from './fingi.rules.ts'
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

/** The newest living key of an app, read for each attempt: a new key is used from the moment it is there. */
export type FindAppKey = (
  db: Queryable,
  app: { communityId: string; appId: string },
) => Promise<string | undefined>

/** Undefined for the webhook of an app that has no key: games know their sender by it. */
export async function buildRequest(
  db: Queryable,
  receiver: Receiver,
  { deliveryId, event, now, number }: { deliveryId: string; event: EventRow; now: Date; number: number },
  findAppKey: FindAppKey,
): Promise<BuiltRequest | undefined> {
  const { style, encryption, apiKey, headers: custom } = receiver
  const {
    body: plain,
    eventId,
    eventType,
    isTest = false,
  } = await plainBodyOf(db, style, receiver, deliveryId, event)
  const encrypted = encryption && (await encryptBody(plain, encryption, randomBytes))
  const body = encrypted?.body ?? plain
  const timestamp = Math.floor(now.getTime() / 1000)
  const living = receiver.keys.filter(({ validUntil }) => validUntil === null || validUntil > now)
  const signature = signatureOf(
    living.map(({ key }) => key),
    { id: eventId, timestamp, body },
  )
  if (receiver.app) {
    const key = await findAppKey(db, receiver.app)
    if (key === undefined) return undefined
    return withHeaders(
      body,
      fingiHeaders({ key, name: eventType, event, isTest, number, eventId, timestamp, signature, custom }),
      custom,
    )
  }
  const headers = requestHeaders({
    eventId,
    eventType,
    contentType: encrypted?.contentType ?? 'application/json',
    timestamp,
    signature,
    hop: event.hop,
    encryptionMode: encrypted?.modeName ?? null,
    apiKey,
    custom,
  })
  return withHeaders(body, headers, custom)
}

function withHeaders(
  body: Buffer,
  headers: Record<string, string>,
  custom: Receiver['headers'],
): BuiltRequest {
  const customNames = custom.map(({ name }) => name)
  return { body, headers, keptHeaders: redactHeaders(headers, customNames) }
}
