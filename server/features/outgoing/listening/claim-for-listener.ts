/**
 * Hands out what is due for a listener: leases as the sender takes them, answered as requests that are ready to be
 * made. Who may be served, and when, is not shared out: there is one listener, and it asks for itself.
 */
import { type ClaimedDelivery, claimCountMax } from '../../../../contracts/listeners.ts'
import type { Context } from '../../../context.ts'
import { invariant } from '../../../platform/invariant.ts'
import type { EndpointAddress } from '../endpoints/endpoint.ts'
import { lockEndpoint } from '../endpoints/endpoints.store.ts'
import { claimRows, serveLanes } from '../sending/claim.store.ts'
import { leaseSeconds } from '../sending/claim-deliveries.ts'
import { finishAttempts } from '../sending/finish-attempts.ts'
import { tooLate } from '../sending/judge-attempt.rules.ts'
import { prepareDeliveries } from '../sending/prepare-deliveries.ts'
import { isTooLate, type ReadyDelivery, unsent } from '../sending/send-delivery.ts'
import type { SendingBook } from '../sending/sending-book.ts'
import { buildRequest } from '../wire/build-request.ts'
import { touchListener } from './listeners.store.ts'
import { requireListening } from './require-listening.ts'

export async function claimForListener(
  ctx: Context,
  book: SendingBook,
  address: EndpointAddress,
): Promise<{ id: string; data: ClaimedDelivery[] }> {
  const { communityId, endpointId } = address
  const claimId = ctx.ids.next()
  const now = new Date(ctx.clock.now())
  const rows = await ctx.inTransaction(async (tx) => {
    requireListening(await lockEndpoint(tx, communityId, endpointId))
    await touchListener(tx, communityId, endpointId)
    const share = { ...address, count: claimCountMax, retryCount: claimCountMax }
    const claimed = await claimRows(tx, [share], claimId, leaseSeconds)
    await serveLanes(tx, [{ ...address, tokens: 0, throttledSeconds: null }])
    return claimed
  })
  const { ready, lost } = await prepareDeliveries(ctx.db, book, { claimId, rows })
  const late = ready.filter(({ row }) => isTooLate(row, now)).map(({ row }) => unsent(claimId, row, tooLate))
  const ended = [...lost, ...late]
  if (ended.length > 0) await ctx.inTransaction((tx) => finishAttempts(ctx, tx, ended))
  const due = ready.filter(({ row }) => !isTooLate(row, now))
  return { id: claimId, data: await Promise.all(due.map((each) => viewClaimed(ctx, each, now))) }
}

async function viewClaimed(
  ctx: Pick<Context, 'db'>,
  { row, event, receiver }: ReadyDelivery,
  now: Date,
): Promise<ClaimedDelivery> {
  const number = row.earlier_attempts + row.attempt_count + 1
  const request = { deliveryId: row.delivery_id, event, now, number }
  const built = await buildRequest(ctx.db, receiver, request, async () => undefined)
  invariant(built, 'the webhook of an app never listens')
  const { body, headers } = built
  return {
    deliveryId: row.delivery_id,
    eventId: event.id,
    eventType: event.type,
    number,
    headers: Object.entries(headers),
    body: body.toString('utf8'),
  }
}
