/**
 * Notes that a member is active, and announces each visit. Within a visit this is a look into a map; what is remembered
 * is written beside the request, at most once a minute for each member. The first request of a visit waits for its one
 * small transaction, so that the visit stands in the log before anything the member does.
 */
import type { Context } from '../../../context.ts'
import { type Actor, recordedActor } from '../../actor.ts'
import { isGap, nextVisit } from './visit.rules.ts'
import { lockVisits, type MemberAddress, saveVisit, updateLastSeen } from './visits.store.ts'

const writeEveryMs = 60_000
/** Beyond so many, those who are not active any more are forgotten. */
const rememberedMax = 20_000

export interface Activity {
  /** Never fails: a visit that could not be written is tried again with the next request. */
  note: (actor: Actor) => Promise<void>
  stop: () => Promise<void>
}

type ActivityContext = Pick<Context, 'db' | 'clock' | 'events' | 'log' | 'inTransaction'>

export function startActivity(ctx: ActivityContext): Activity {
  const seen = new Map<string, { seenMs: number; writtenMs: number }>()
  const writing = new Set<Promise<void>>()

  async function note(actor: Actor): Promise<void> {
    const { communityId, memberId } = actor
    if (communityId === null || memberId === null) return
    const nowMs = ctx.clock.now()
    const known = seen.get(memberId)
    if (!known || isGap(known.seenMs, nowMs)) {
      if (seen.size >= rememberedMax) forget(nowMs)
      seen.set(memberId, { seenMs: nowMs, writtenMs: nowMs })
      await begin(actor, { communityId, memberId })
      return
    }
    known.seenMs = nowMs
    if (nowMs - known.writtenMs < writeEveryMs) return
    known.writtenMs = nowMs
    const write = updateLastSeen(ctx.db, { communityId, memberId }, new Date(nowMs))
      .catch((error: Error) =>
        ctx.log.warn({ error: error.message }, 'the activity of a member was not noted'),
      )
      .finally(() => writing.delete(write))
    writing.add(write)
  }

  async function begin(actor: Actor, address: MemberAddress): Promise<void> {
    try {
      await ctx.inTransaction(async (tx) => {
        const locked = await lockVisits(tx, address)
        const visit = locked && nextVisit(locked.before, locked.now)
        if (!visit) return
        await saveVisit(tx, address, visit)
        await ctx.events.publish(tx, {
          communityId: address.communityId,
          type: 'member.visited',
          subjectId: address.memberId,
          payload: {
            memberId: address.memberId,
            visitedAt: visit.visitedAt.toISOString(),
            firstVisitOfDay: visit.isFirstOfDay,
            visitCount: visit.visitCount,
            loginStreak: visit.loginStreak,
          },
          actor: recordedActor(actor),
          cause: { kind: 'request', id: actor.requestId },
        })
      })
    } catch (error) {
      seen.delete(address.memberId)
      ctx.log.warn({ error: (error as Error).message }, 'a visit was not noted')
    }
  }

  function forget(nowMs: number): void {
    for (const [memberId, { seenMs }] of seen) if (isGap(seenMs, nowMs)) seen.delete(memberId)
    if (seen.size >= rememberedMax) seen.clear()
  }

  return {
    note,
    async stop() {
      await Promise.all(writing)
    },
  }
}
