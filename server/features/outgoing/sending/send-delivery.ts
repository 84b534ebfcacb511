/** Sends one claimed delivery: built, sent, judged. What comes of it is data. */
import type { Context } from '../../../context.ts'
import type { EventRow } from '../../../platform/events/logged-events.store.ts'
import type { AttemptResult } from '../../../platform/outbound/attempt.ts'
import type { Outbound } from '../../../platform/outbound/outbound.ts'
import { challengeOf, echoesChallenge } from '../ownership/ownership.rules.ts'
import { buildRequest, type FindAppKey } from '../wire/build-request.ts'
import { redactAnswer } from '../wire/headers.rules.ts'
import type { Receiver } from '../wire/receiver.ts'
import { outcomeOf } from './attempt-outcome.rules.ts'
import type { ClaimedRow } from './claim.store.ts'
import type { AttemptRow } from './finish.store.ts'
import type { EndedDelivery } from './finish-attempts.ts'
import { judgeAttempt, tooLate } from './judge-attempt.rules.ts'

export interface ReadyDelivery {
  claimId: string
  row: ClaimedRow
  event: EventRow
  receiver: Receiver
}

export async function sendDelivery(
  ctx: Pick<Context, 'db' | 'clock' | 'ids'>,
  outbound: Pick<Outbound, 'send'>,
  delivery: ReadyDelivery,
  findAppKey: FindAppKey,
  signal: AbortSignal,
): Promise<EndedDelivery> {
  const { claimId, row, event, receiver } = delivery
  const startedAt = new Date(ctx.clock.now())
  if (isTooLate(row, startedAt)) return unsent(claimId, row, tooLate)
  const number = row.earlier_attempts + row.attempt_count + 1
  const request = { deliveryId: row.delivery_id, event, now: startedAt, number }
  const built = await buildRequest(ctx.db, receiver, request, findAppKey)
  if (!built) return unsent(claimId, row, 'The app has no key that works: generate one, and send it again.')
  const { body, headers, keptHeaders } = built
  const result = await outbound.send({ url: receiver.url, method: 'POST', headers, body, signal })
  return judged(ctx, delivery, { startedAt, requestHeaders: keptHeaders, result })
}

/** What is sent once a day goes on beyond it. */
export function isTooLate({ not_after: notAfter, is_daily: isDaily }: ClaimedRow, now: Date): boolean {
  return notAfter !== null && now >= notAfter && !isDaily
}

export interface MadeAttempt {
  startedAt: Date
  /** As they are kept. */
  requestHeaders: [name: string, value: string][]
  result: AttemptResult
}

/** What an attempt that was made comes to. */
export function judged(
  ctx: Pick<Context, 'clock' | 'ids'>,
  { claimId, row, event, receiver }: ReadyDelivery,
  { startedAt, requestHeaders, result }: MadeAttempt,
): EndedDelivery {
  const status = result.response?.status ?? null
  const headers = new Map(result.response?.headers)
  // Nobody waits any more for the proof of one that has given it, or is not asked.
  const challenge = receiver.isUnproved ? challengeOf(event) : undefined
  const hasProof =
    challenge !== undefined && echoesChallenge(result.response?.body ?? null, challenge.challenge)
  const lacksProof = challenge !== undefined && !hasProof
  const verdict = judgeAttempt(
    { status, failure: result.failure?.code ?? null, headers, lacksProof },
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
    attempt: { ...recordOf(row, result, lacksProof), id: ctx.ids.next(), startedAt, requestHeaders },
    verdict,
    provedUrl: verdict.kind === 'success' ? challenge?.url : undefined,
    countsAgainst: result.failure?.isReceivers ?? true,
    event,
    outcome: outcomeOf({
      status,
      wasWritten: result.wasWritten,
      steering: headers.get('webhook-delivery'),
    }),
  }
}

/** Ends a delivery for which nothing is tried. */
export function unsent(claimId: string, row: ClaimedRow, reason: string): EndedDelivery {
  const verdict = { kind: 'failed' as const, reason, disables: null }
  return {
    ...{ claimId, row, verdict, countsAgainst: false },
    ...{ attempt: undefined, event: undefined, outcome: undefined, provedUrl: undefined },
  }
}

const headerNameCharsMax = 200

function recordOf(
  row: ClaimedRow,
  { failure, response, phases, remoteAddress, wasWritten }: AttemptResult,
  lacksProof: boolean,
): Omit<AttemptRow, 'id' | 'startedAt' | 'requestHeaders'> {
  return {
    communityId: row.community_id,
    deliveryId: row.delivery_id,
    endpointId: row.endpoint_id,
    number: row.earlier_attempts + row.attempt_count + 1,
    status: response?.status ?? null,
    failure: failure?.code ?? null,
    detail: failure?.reason ?? (lacksProof && response ? withoutProof(response.status) : null),
    phases,
    remoteAddress: remoteAddress ?? null,
    wasWritten,
    responseHeaders: response ? keptAnswerHeaders(response.headers) : null,
    responseBody: response?.body ?? null,
    isCut: response?.isCut ?? false,
  }
}

const withoutProof = (status: number) => `The receiver answered ${status} without the challenge.`

const keptAnswerHeaders = (headers: readonly [name: string, value: string][]) =>
  redactAnswer(headers).map(([name, value]) => [name.slice(0, headerNameCharsMax), value])
