/** Asks a receiver to prove that it wants what it is sent: a delivery like others, which comes before all that waits. */
import { randomBytes } from 'node:crypto'
import type { Delivery } from '../../../../contracts/deliveries.ts'
import type { Context } from '../../../context.ts'
import type { Transaction } from '../../../platform/db/database.ts'
import { refuse } from '../../../platform/refusal.ts'
import type { Actor } from '../../actor.ts'
import { planAlone, sendAlone } from '../deliveries/send-alone.ts'
import type { EndpointAddress, EndpointRow } from '../endpoints/endpoint.ts'
import { verificationType } from './ownership.rules.ts'
import { putFirst } from './ownership.store.ts'

const challengeBytes = 24

/** Once more, of one that was asked before. */
export async function askAgain(ctx: Context, actor: Actor, address: EndpointAddress): Promise<Delivery> {
  return sendAlone(ctx, address, async (tx, endpoint) => {
    if (endpoint.ownership !== 'pending') {
      const { ownership: state } = endpoint
      refuse('wrong_state', `The proof of this endpoint is ${state}; it would have to be pending.`, { state })
    }
    return askOwnership(tx, ctx, actor, endpoint)
  })
}

/** The caller holds the lane of the endpoint, or has just made it. */
export async function askOwnership(
  tx: Transaction,
  ctx: Pick<Context, 'ids' | 'events'>,
  actor: Actor,
  endpoint: EndpointRow,
): Promise<Delivery> {
  const { community_id: communityId, id: endpointId, name: endpointName, url } = endpoint
  const challenge = randomBytes(challengeBytes).toString('base64url')
  const payload = { endpointId, endpointName, url, challenge }
  const delivery = await planAlone(tx, ctx, actor, endpoint, { type: verificationType, payload })
  await putFirst(tx, { communityId, endpointId }, delivery.id)
  return delivery
}
