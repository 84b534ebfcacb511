/** Tells a webhook that was just connected of the merges that are open already: they wait for an answer all the same. */
import type { Context } from '../../../context.ts'
import type { AwaitedEvents } from '../../outgoing/index.ts'
import type { AppAddress } from '../apps/app.ts'
import { listOpenEvents } from './merge-attempts.store.ts'

export async function sendOpenMerges(
  ctx: Pick<Context, 'ids' | 'inTransaction'>,
  awaited: AwaitedEvents,
  app: AppAddress,
  webhook: { endpointId: string; connectedAt: Date },
): Promise<void> {
  await ctx.inTransaction(async (tx) => {
    const open = await listOpenEvents(tx, app, webhook.connectedAt)
    await awaited.plan(
      ctx,
      tx,
      { communityId: app.communityId, endpointId: webhook.endpointId },
      open.map((row) => ({ eventId: row.event_id, notAfter: row.confirm_by, isDaily: row.is_daily })),
    )
  })
}
