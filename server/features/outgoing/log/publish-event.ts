/** Publishes an event of the community's own; one whose id was published before is answered with the first. */
import { customPayloadBytesMax, customPayloadDepthMax } from '../../../../contracts/event-log.ts'
import type { Context } from '../../../context.ts'
import { refuse } from '../../../platform/refusal.ts'
import { type Actor, recordedActor } from '../../actor.ts'
import { isDeeperThan } from './payload-depth.rules.ts'
import { claimEventKey, getPublishedId } from './published.store.ts'

export interface CustomEvent {
  communityId: string
  type: string
  payload: unknown
  eventKey?: string | undefined
}

export type Publication = { id: string; outcome: 'published' | 'duplicate' }

export async function publishEvent(
  ctx: Pick<Context, 'ids' | 'events' | 'inTransaction'>,
  actor: Actor,
  { communityId, type, payload, eventKey }: CustomEvent,
): Promise<Publication> {
  if (isDeeperThan(payload, customPayloadDepthMax)) {
    refuse('payload_too_deep', `A payload is at most ${customPayloadDepthMax} levels deep.`)
  }
  if (Buffer.byteLength(JSON.stringify(payload)) > customPayloadBytesMax) {
    refuse('payload_too_large', `A payload has at most ${customPayloadBytesMax} bytes of JSON.`)
  }
  return ctx.inTransaction(async (tx): Promise<Publication> => {
    const id = ctx.ids.next()
    if (eventKey !== undefined && !(await claimEventKey(tx, communityId, eventKey, id))) {
      return { id: await getPublishedId(tx, communityId, eventKey), outcome: 'duplicate' }
    }
    await ctx.events.publishCustom(tx, {
      ...{ id, communityId, type, payload, subjectId: null },
      actor: recordedActor(actor),
      cause: { kind: 'request', id: actor.requestId },
    })
    return { id, outcome: 'published' }
  })
}
