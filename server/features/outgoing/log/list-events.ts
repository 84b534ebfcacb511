/** The event log of a community, in its order, from an event on: what endpoints could be sent, and nothing else. */
import type { LoggedEvent } from '../../../../contracts/event-log.ts'
import { pageLimitDefault } from '../../../../contracts/values.ts'
import type { Context } from '../../../context.ts'
import { findPosition, listLog } from '../../../platform/events/log-page.store.ts'
import { refuse } from '../../../platform/refusal.ts'
import { otherTypes } from '../catalog/subscribable-types.rules.ts'

export interface LogQuery {
  after?: string | undefined
  type?: string | undefined
  limit?: number | undefined
}

export async function listEvents(
  ctx: Pick<Context, 'db'>,
  communityId: string,
  { after, type, limit = pageLimitDefault }: LogQuery,
): Promise<{ data: LoggedEvent[]; after: string | null }> {
  const position = after === undefined ? undefined : await findPosition(ctx.db, communityId, after)
  if (after !== undefined && !position) {
    refuse(
      'event_not_found',
      'The event to go on behind is not in the log (any more). Start again without it.',
    )
  }
  const found = await listLog(ctx.db, communityId, {
    ...{ after: position, type, take: limit },
    without: otherTypes,
  })
  return {
    data: found.map(({ id, type: name, sequence, created_at: createdAt, payload }) => ({
      ...{ id, type: name, sequence, createdAt: createdAt.toISOString(), data: payload },
    })),
    after: found.at(-1)?.id ?? after ?? null,
  }
}
