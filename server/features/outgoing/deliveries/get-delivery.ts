/** One delivery with the body that is sent, why it stands where it does, and its attempts. */
import type { Context } from '../../../context.ts'
import { decisionTime, type Queryable } from '../../../platform/db/database.ts'
import { listEvents } from '../../../platform/events/logged-events.store.ts'
import { refuse } from '../../../platform/refusal.ts'
import type { Actor } from '../../actor.ts'
import { requireReach } from '../portal/portal-reach.ts'
import { plainBodyOf } from '../wire/plain-body.ts'
import { findWire } from '../wire/wire.store.ts'
import { type DeliveryRow, findDeliveryRow, findWaiting, listAttemptRows } from './deliveries.store.ts'
import { explain, viewAttempt, viewDelivery } from './deliveries.views.ts'
import { findRemovedPayload } from './payloads.store.ts'

export interface DeliveryAddress {
  communityId: string
  deliveryId: string
}

const shownAttemptsMax = 200

export async function getDelivery(ctx: Pick<Context, 'db'>, actor: Actor, address: DeliveryAddress) {
  const { communityId, deliveryId } = address
  const row = await findReached(ctx.db, actor, address)
  const [event] = await listEvents(ctx.db, [{ communityId, eventId: row.event_id }])
  const removed = await findRemovedPayload(ctx.db, communityId, row.event_id)
  const waiting = await findWaiting(ctx.db, communityId, deliveryId)
  const wire = await findWire(ctx.db, communityId, row.endpoint_id)
  const { id, name, style, encryption_mode: mode, app_client_id: clientId } = wire
  const plain =
    event && !removed
      ? await plainBodyOf(ctx.db, style, { id, name, clientId }, deliveryId, event)
      : undefined
  return {
    ...viewDelivery(row),
    body: plain?.body.toString('utf8') ?? '',
    encryption: mode === null ? null : { mode },
    payloadRemoved: removed ? { by: removed.removed_by, at: removed.removed_at.toISOString() } : null,
    explanation: explain(row, waiting, await decisionTime(ctx.db)),
  }
}

export async function listAttempts(ctx: Pick<Context, 'db'>, actor: Actor, address: DeliveryAddress) {
  const { communityId, deliveryId } = address
  await findReached(ctx.db, actor, address)
  return (await listAttemptRows(ctx.db, communityId, deliveryId, shownAttemptsMax)).map(viewAttempt)
}

async function findReached(
  db: Queryable,
  actor: Actor,
  { communityId, deliveryId }: DeliveryAddress,
): Promise<DeliveryRow> {
  const row = await findDeliveryRow(db, communityId, deliveryId)
  if (!row) return refuse('not_found', 'There is no such delivery.')
  requireReach(actor, row.endpoint_id, 'There is no such delivery.')
  return row
}
