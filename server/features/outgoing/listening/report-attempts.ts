/** Ends what a listener tried, as the attempts of the sender end: recorded, judged, repeated or done. */
import type { Delivery } from '../../../../contracts/deliveries.ts'
import type { ListenerAttempt } from '../../../../contracts/listeners.ts'
import type { Context } from '../../../context.ts'
import type { AttemptFailureCode, AttemptResult } from '../../../platform/outbound/attempt.ts'
import { findDeliveryRow } from '../deliveries/deliveries.store.ts'
import { viewDelivery } from '../deliveries/deliveries.views.ts'
import type { EndpointAddress } from '../endpoints/endpoint.ts'
import { findEndpoint } from '../endpoints/endpoints.store.ts'
import { finishAttempts } from '../sending/finish-attempts.ts'
import { prepareDeliveries } from '../sending/prepare-deliveries.ts'
import { judged, type ReadyDelivery } from '../sending/send-delivery.ts'
import type { SendingBook } from '../sending/sending-book.ts'
import { redactHeaders } from '../wire/headers.rules.ts'
import { listClaimed } from './listeners.store.ts'
import { requireListening } from './require-listening.ts'

export interface ClaimAddress extends EndpointAddress {
  claimId: string
}

export async function reportAttempts(
  ctx: Context,
  book: SendingBook,
  { communityId, endpointId, claimId }: ClaimAddress,
  attempts: readonly ListenerAttempt[],
): Promise<Delivery[]> {
  const byDelivery = new Map(attempts.map((attempt) => [attempt.deliveryId, attempt]))
  return ctx.inTransaction(async (tx) => {
    // Not locked: ending takes queue rows first, then the lane and the endpoint, as everybody does.
    requireListening(await findEndpoint(tx, communityId, endpointId))
    const held = await listClaimed(tx, communityId, endpointId, claimId)
    const rows = held.filter((row) => byDelivery.has(row.delivery_id))
    const { ready, lost } = await prepareDeliveries(tx, book, { claimId, rows })
    const made = ready.flatMap((each) => {
      const attempt = byDelivery.get(each.row.delivery_id)
      return attempt ? [endedBy(ctx, each, attempt)] : []
    })
    await finishAttempts(ctx, tx, [...made, ...lost])
    const after = await Promise.all(rows.map((row) => findDeliveryRow(tx, communityId, row.delivery_id)))
    return after.flatMap((row) => (row ? [viewDelivery(row)] : []))
  })
}

function endedBy(ctx: Context, delivery: ReadyDelivery, attempt: ListenerAttempt) {
  const customNames = delivery.receiver.headers.map(({ name }) => name)
  return judged(ctx, delivery, {
    startedAt: new Date(ctx.clock.now() - attempt.phases.totalMs),
    requestHeaders: redactHeaders(Object.fromEntries(attempt.requestHeaders), customNames),
    result: resultOf(attempt),
  })
}

function resultOf({ failure, response, phases, wasWritten }: ListenerAttempt): AttemptResult {
  return {
    // A code that nobody here knows is a failure like others: kept, and tried again.
    failure: failure
      ? { ...failure, code: failure.code as AttemptFailureCode, stage: 'request', isReceivers: true }
      : undefined,
    response: response
      ? { ...response, headers: response.headers as [string, string][], body: Buffer.from(response.body) }
      : undefined,
    phases: { waitMs: null, ...phases },
    remoteAddress: undefined,
    wasWritten,
    wasReused: false,
  }
}
