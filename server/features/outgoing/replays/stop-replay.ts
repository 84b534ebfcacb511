/** Pauses, resumes and cancels a replay. The batch that runs is finished first: it holds the lock of the row. */
import type { Replay } from '../../../../contracts/replays.ts'
import type { Context } from '../../../context.ts'
import { invariant } from '../../../platform/invariant.ts'
import { refuse } from '../../../platform/refusal.ts'
import type { Actor } from '../../actor.ts'
import { recordAudit } from '../../audit/index.ts'
import { findEndpoint } from '../endpoints/endpoints.store.ts'
import { takesDeliveries } from '../endpoints/view-endpoints.ts'
import type { ReplayAddress } from './replay.ts'
import { findReplay, lockReplay, updateReplayState } from './replays.store.ts'
import { replaySubject, viewReplay } from './replays.views.ts'

export const pauseReplay = (ctx: Context, actor: Actor, address: ReplayAddress) =>
  changeState(ctx, actor, address, 'paused')

export const resumeReplay = (ctx: Context, actor: Actor, address: ReplayAddress) =>
  changeState(ctx, actor, address, 'running')

export const cancelReplay = (ctx: Context, actor: Actor, address: ReplayAddress) =>
  changeState(ctx, actor, address, 'canceled')

const audited = { paused: 'paused', running: 'resumed', canceled: 'canceled' } as const

async function changeState(
  ctx: Context,
  actor: Actor,
  { communityId, replayId }: ReplayAddress,
  state: 'running' | 'paused' | 'canceled',
): Promise<Replay> {
  return ctx.inTransaction(async (tx) => {
    const replay = await lockReplay(tx, communityId, replayId)
    if (!replay) return refuse('not_found', 'There is no such replay.')
    if (replay.state === 'canceled' || replay.state === 'finished') {
      refuse('replay_ended', `It was ${replay.state} already.`)
    }
    if (replay.state !== state) {
      if (state === 'running' && replay.endpoint_id) {
        const endpoint = await findEndpoint(tx, communityId, replay.endpoint_id)
        if (!endpoint || !takesDeliveries(endpoint)) refuse('endpoint_not_active', 'Activate it first.')
      }
      await updateReplayState(tx, communityId, replayId, state)
      await recordAudit(tx, ctx.ids, actor, {
        communityId,
        action: `replay.${audited[state]}`,
        subject: replaySubject(replay),
        changes: { queued: replay.queued_count, of: replay.total_count },
      })
    }
    const changed = await findReplay(tx, communityId, replayId)
    invariant(changed, 'a locked replay can be read')
    return viewReplay(changed)
  })
}
