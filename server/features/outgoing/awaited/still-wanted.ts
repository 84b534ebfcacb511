/**
 * The port through which later features say which of their events still have to be sent: asked after the claim and
 * before the request, so that nothing is sent of what was decided meanwhile, and of a delivery that was planned or
 * queued again behind the decision.
 */
import type { Queryable } from '../../../platform/db/database.ts'
import { invariant } from '../../../platform/invariant.ts'
import type { EndedDelivery } from '../sending/finish-attempts.ts'
import { type ReadyDelivery, unsent } from '../sending/send-delivery.ts'

/** Answers the ids of those that are to be sent. */
export type FindWanted = (
  db: Queryable,
  events: readonly { communityId: string; eventId: string }[],
) => Promise<ReadonlySet<string>>

export interface StillWanted {
  /** Once for each type. */
  plug: (type: string, find: FindWanted) => void
  /** Parts what is to be sent from what ends without an attempt. */
  part: (
    db: Queryable,
    ready: readonly ReadyDelivery[],
  ) => Promise<{ ready: ReadyDelivery[]; lost: EndedDelivery[] }>
}

export function createStillWanted(): StillWanted {
  const finders = new Map<string, FindWanted>()
  return {
    plug(type, find) {
      invariant(!finders.has(type), `whether ${type} is still to be sent is said once`)
      finders.set(type, find)
    },
    async part(db, ready) {
      const unwanted = new Set<ReadyDelivery>()
      for (const [type, find] of finders) {
        const ofType = ready.filter(({ event }) => event.type === type)
        if (ofType.length === 0) continue
        const wanted = await find(
          db,
          ofType.map(({ row }) => ({ communityId: row.community_id, eventId: row.event_id })),
        )
        for (const each of ofType) if (!wanted.has(each.row.event_id)) unwanted.add(each)
      }
      return {
        ready: ready.filter((each) => !unwanted.has(each)),
        lost: [...unwanted].map(({ claimId, row }) =>
          unsent(claimId, row, 'What it asks has been decided, or came to its end.'),
        ),
      }
    },
  }
}
