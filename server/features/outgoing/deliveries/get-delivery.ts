/** One delivery with the body that is sent, why it stands where it does, and its attempts. */
import type { Context } from '../../../context.ts'
import { decisionTime } from '../../../platform/db/database.ts'
import { listEvents } from '../../../platform/events/logged-events.store.ts'
import { refuse } from '../../../platform/refusal.ts'
import { sentEventOf } from '../wire/sent-event.ts'
import { standardBody } from '../wire/standard-body.rules.ts'
import { findDeliveryRow, findWaiting, listAttemptRows } from './deliveries.store.ts'
import { explain, viewAttempt, viewDelivery } from './deliveries.views.ts'

export interface DeliveryAddress {
  communityId: string
  deliveryId: string
}

const shownAttemptsMax = 200

export async function getDelivery(ctx: Pick<Context, 'db'>, { communityId, deliveryId }: DeliveryAddress) {
  const row = await findDeliveryRow(ctx.db, communityId, deliveryId)
  if (!row) return refuse('not_found', 'There is no such delivery.')
  const [event] = await listEvents(ctx.db, [{ communityId, eventId: row.event_id }])
  const waiting = await findWaiting(ctx.db, communityId, deliveryId)
  return {
    ...viewDelivery(row),
    body: event ? standardBody(sentEventOf(event)).toString('utf8') : '',
    explanation: explain(row, waiting, await decisionTime(ctx.db)),
  }
}

export async function listAttempts(ctx: Pick<Context, 'db'>, { communityId, deliveryId }: DeliveryAddress) {
  if (!(await findDeliveryRow(ctx.db, communityId, deliveryId))) {
    refuse('not_found', 'There is no such delivery.')
  }
  return (await listAttemptRows(ctx.db, communityId, deliveryId, shownAttemptsMax)).map(viewAttempt)
}
