/** Sends something to one endpoint alone, published and planned together. */
import type { Delivery } from '../../../../contracts/deliveries.ts'
import type { Context } from '../../../context.ts'
import type { Transaction } from '../../../platform/db/database.ts'
import { invariant } from '../../../platform/invariant.ts'
import { refuse } from '../../../platform/refusal.ts'
import { type Actor, recordedActor } from '../../actor.ts'
import type { EndpointAddress, EndpointRow } from '../endpoints/endpoint.ts'
import { lockEndpoint } from '../endpoints/endpoints.store.ts'
import { takesDeliveries } from '../endpoints/view-endpoints.ts'
import { planRows } from '../planning/plan-rows.ts'
import { findDeliveryRow } from './deliveries.store.ts'
import { viewDelivery } from './deliveries.views.ts'

/** `plan` sees the locked endpoint, which takes deliveries. */
export async function sendAlone(
  ctx: Pick<Context, 'inTransaction'>,
  { communityId, endpointId }: EndpointAddress,
  plan: (tx: Transaction, endpoint: EndpointRow) => Promise<Delivery>,
): Promise<Delivery> {
  return ctx.inTransaction(async (tx) => {
    const endpoint = await lockEndpoint(tx, communityId, endpointId)
    if (!endpoint) return refuse('not_found', 'There is no such endpoint.')
    if (!takesDeliveries(endpoint)) refuse('endpoint_not_active', 'Activate it first.')
    return plan(tx, endpoint)
  })
}

export type Fact = Pick<Parameters<Context['events']['publish']>[1], 'type' | 'payload'>

export async function planAlone(
  tx: Transaction,
  ctx: Pick<Context, 'ids' | 'events'>,
  actor: Actor,
  { community_id: communityId, id: endpointId, is_ordered: isOrdered }: EndpointRow,
  fact: Fact,
): Promise<Delivery> {
  const eventId = await ctx.events.publish(tx, {
    ...fact,
    communityId,
    subjectId: endpointId,
    actor: recordedActor(actor),
    cause: { kind: 'request', id: actor.requestId },
  })
  const id = ctx.ids.next()
  const partitionKey = isOrdered ? endpointId : null
  await planRows(tx, [
    { communityId, id, endpointId, eventId, eventType: fact.type, partitionKey, person: null },
  ])
  const row = await findDeliveryRow(tx, communityId, id)
  invariant(row, 'a delivery that was planned can be read')
  return viewDelivery(row)
}
