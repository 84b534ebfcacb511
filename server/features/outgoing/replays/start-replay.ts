/** Starts a replay: what it covers is counted and written down, and the workers do the rest. */
import { type Replay, type ReplayOrder, replayPerSecondDefault } from '../../../../contracts/replays.ts'
import type { Context } from '../../../context.ts'
import { violatedUnique } from '../../../platform/db/database.ts'
import { invariant } from '../../../platform/invariant.ts'
import { refuse } from '../../../platform/refusal.ts'
import { type Actor, recordedActor } from '../../actor.ts'
import { recordAudit } from '../../audit/index.ts'
import { countReplay } from './preview-replay.ts'
import { readFilter } from './read-filter.ts'
import { findReplay, insertReplay } from './replays.store.ts'
import { replaySubject, viewReplay } from './replays.views.ts'

export async function startReplay(
  ctx: Context,
  actor: Actor,
  communityId: string,
  { perSecond = replayPerSecondDefault, ...filter }: ReplayOrder,
): Promise<Replay> {
  const read = await readFilter(ctx, communityId, filter)
  // Counted outside of the transaction, which is to be short; what is covered is decided batch by batch.
  const { count: totalCount } = await countReplay(ctx, read)
  if (totalCount === 0) refuse('nothing_to_replay', 'No delivery fits.')
  return ctx.inTransaction(async (tx) => {
    const { id, scope } = read
    const by = recordedActor(actor)
    await insertReplay(tx, {
      ...scope,
      id,
      perSecond,
      totalCount,
      actor: by,
      auditReason: actor.reason,
    }).catch(refuseSecond)
    const replay = await findReplay(tx, communityId, id)
    invariant(replay, 'a replay that was just started can be read')
    await recordAudit(tx, ctx.ids, actor, {
      communityId,
      action: 'replay.started',
      subject: replaySubject(replay),
      changes: { ...filter, perSecond, deliveryCount: totalCount },
    })
    return viewReplay(replay)
  })
}

function refuseSecond(error: unknown): never {
  if (violatedUnique(error) !== 'outgoing_replays_one') throw error
  return refuse('replay_running', 'Wait for it to end, or cancel it.')
}
