/** Sends one claimed delivery: built, sent, judged. What comes of it is data. */
import type { Context } from '../../../context.ts'
import type { EventRow } from '../../../platform/events/logged-events.store.ts'
import type { AttemptResult } from '../../../platform/outbound/attempt.ts'
import type { Outbound } from '../../../platform/outbound/outbound.ts'
import { buildRequest } from '../wire/build-request.ts'
import { outcomeOf } from './attempt-outcome.rules.ts'
import type { ClaimedRow } from './claim.store.ts'
import type { AttemptRow } from './finish.store.ts'
import type { EndedDelivery } from './finish-attempts.ts'
import { judgeAttempt, tooLate } from './judge-attempt.rules.ts'
import type { Receiver } from './sending-book.ts'

export interface ReadyDelivery {
  claimId: string
  row: ClaimedRow
  event: EventRow
  receiver: Receiver
}

export async function sendDelivery(
  ctx: Pick<Context, 'db' | 'clock' | 'ids'>,
  outbound: Pick<Outbound, 'send'>,
  { claimId, row, event, receiver }: ReadyDelivery,
  signal: AbortSignal,
): Promise<EndedDelivery> {
  const startedAt = new Date(ctx.clock.now())
  if (row.not_after && startedAt >= row.not_after && !row.is_daily) return unsent(claimId, row, tooLate)
  const request = { deliveryId: row.delivery_id, event, now: startedAt }
  const { body, headers, keptHeaders } = await buildRequest(ctx.db, receiver, request)
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
      isDaily: row.is_daily,
      dailyUntil: row.daily_until,
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
      requestHeaders: keptHeaders,
    },
    verdict,
    countsAgainst: result.failure?.isReceivers ?? true,
    event,
    outcome: outcomeOf({
      status: result.response?.status ?? null,
      wasWritten: result.wasWritten,
      steering: new Map(result.response?.headers).get('webhook-delivery'),
    }),
  }
}

/** Ends a delivery for which nothing is tried. */
export function unsent(claimId: string, row: ClaimedRow, reason: string): EndedDelivery {
  const verdict = { kind: 'failed' as const, reason, disables: null }
  return {
    ...{ claimId, row, verdict, countsAgainst: false },
    ...{ attempt: undefined, event: undefined, outcome: undefined },
  }
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
