/** Sends one claimed delivery: built, signed with every living secret, sent, judged. What comes of it is data. */
import type { Context } from '../../../context.ts'
import type { EventRow } from '../../../platform/events/logged-events.store.ts'
import type { AttemptResult } from '../../../platform/outbound/attempt.ts'
import type { Outbound } from '../../../platform/outbound/outbound.ts'
import { sentEventOf } from '../wire/sent-event.ts'
import { signatureOf } from '../wire/sign.rules.ts'
import { standardBody } from '../wire/standard-body.rules.ts'
import { redactHeaders, standardHeaders } from '../wire/standard-headers.rules.ts'
import type { ClaimedRow } from './claim.store.ts'
import type { AttemptRow } from './finish.store.ts'
import type { EndedDelivery } from './finish-attempts.ts'
import { judgeAttempt } from './judge-attempt.rules.ts'
import type { Receiver } from './sending-book.ts'

export interface ReadyDelivery {
  claimId: string
  row: ClaimedRow
  event: EventRow
  receiver: Receiver
}

export async function sendDelivery(
  ctx: Pick<Context, 'clock' | 'ids'>,
  outbound: Pick<Outbound, 'send'>,
  { claimId, row, event, receiver }: ReadyDelivery,
  signal: AbortSignal,
): Promise<EndedDelivery> {
  const startedAt = new Date(ctx.clock.now())
  if (row.not_after && startedAt > row.not_after) {
    const reason = 'The event would have come too late to be of use.'
    const verdict = { kind: 'failed' as const, reason, disables: null }
    return { claimId, row, attempt: undefined, verdict, countsAgainst: false }
  }
  const body = standardBody(sentEventOf(event))
  const headers = headersOf(event, receiver, body, startedAt)
  const result = await outbound.send({ url: receiver.url, method: 'POST', headers, body, signal })
  const verdict = judgeAttempt(
    {
      status: result.response?.status ?? null,
      failure: result.failure?.code ?? null,
      headers: new Map(result.response?.headers),
    },
    {
      schedule: receiver.schedule,
      attemptCount: row.attempt_count + 1,
      notAfter: row.not_after,
      now: new Date(ctx.clock.now()),
      random: Math.random(),
    },
  )
  return {
    claimId,
    row,
    attempt: {
      ...recordOf(row, result),
      id: ctx.ids.next(),
      startedAt,
      requestHeaders: redactHeaders(
        headers,
        receiver.headers.map(({ name }) => name),
      ),
    },
    verdict,
    countsAgainst: result.failure?.isReceivers ?? true,
  }
}

function headersOf(event: EventRow, receiver: Receiver, body: Buffer, now: Date): Record<string, string> {
  const timestamp = Math.floor(now.getTime() / 1000)
  const living = receiver.keys.filter(({ validUntil }) => validUntil === null || validUntil > now)
  return standardHeaders({
    eventId: event.id,
    eventType: event.type,
    timestamp,
    signature: signatureOf(
      living.map(({ key }) => key),
      { id: event.id, timestamp, body },
    ),
    custom: receiver.headers,
  })
}

const headerNameCharsMax = 200

function recordOf(
  row: ClaimedRow,
  { failure, response, phases, remoteAddress, wasWritten }: AttemptResult,
): Omit<AttemptRow, 'id' | 'startedAt' | 'requestHeaders'> {
  return {
    communityId: row.community_id,
    deliveryId: row.delivery_id,
    endpointId: row.endpoint_id,
    number: row.earlier_attempts + row.attempt_count + 1,
    status: response?.status ?? null,
    failure: failure?.code ?? null,
    detail: failure?.reason ?? null,
    phases,
    remoteAddress: remoteAddress ?? null,
    wasWritten,
    responseHeaders:
      response?.headers.map(([name, value]) => [name.slice(0, headerNameCharsMax), value]) ?? null,
    responseBody: response?.body ?? null,
    isCut: response?.isCut ?? false,
  }
}
