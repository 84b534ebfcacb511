/** Lets one step of the story happen: a request that is received, or an adjustment by hand. */
import type { Context } from '../../context.ts'
import type { Transaction } from '../../platform/db/database.ts'
import type { RawRequest } from '../../platform/http/raw-route.ts'
import type { IncomingOffer } from '../incoming/index.ts'
import { adjustBalance } from '../ledger/index.ts'
import type { SampleWebhooks } from './make-webhooks.ts'
import { sampleActor } from './sample-actor.ts'
import type { Step } from './story/traffic.rules.ts'

/** Ids by username. */
export type Members = Map<string, string>

interface Place {
  communityId: string
  members: Members
  webhooks: SampleWebhooks
}

/** An address that documents may name and nobody has (RFC 5737). */
const senderIp = '192.0.2.44'

export async function takeStep(
  ctx: Context,
  tx: Transaction,
  incoming: IncomingOffer,
  { communityId, members, webhooks }: Place,
  step: Step,
): Promise<void> {
  if (step.kind === 'request') {
    await incoming.receiveAt(ctx, tx, requestOf(ctx.ids.next(), step, webhooks))
    return
  }
  const { member, asset, amount, reason } = step
  const memberId = members.get(member) ?? ''
  await adjustBalance(ctx, sampleActor(ctx), { communityId, memberId, asset, amount, reason })
}

function requestOf(id: string, step: Step & { kind: 'request' }, webhooks: SampleWebhooks): RawRequest {
  const { token = '', apiKey = null } = webhooks.get(step.webhook) ?? {}
  const key = step.key === 'wrong' ? 'not-the-key' : step.key === 'right' ? apiKey : null
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'emberfall-game-server/3.2',
    ...(key === null ? {} : { 'x-api-key': key }),
  }
  return {
    id,
    params: { token },
    headers,
    rawHeaders: Object.entries(headers).flat(),
    body: Buffer.from(JSON.stringify(step.body)),
    ip: senderIp,
  }
}
