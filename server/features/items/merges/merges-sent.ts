/** Which of the events that tell games of merges still have to be sent: asked by whoever sends, just before. */
import type { FindWanted } from '../../outgoing/index.ts'
import { listSentMerges } from './merge-attempts.store.ts'
import { isStillSent } from './merges.rules.ts'

export const findSentMerges: FindWanted = async (db, events) => {
  const found = await listSentMerges(db, events)
  const wanted = found.filter((row) =>
    isStillSent({
      state: row.state,
      confirmMode: row.confirm_mode,
      isSeen: row.is_seen,
      resendsAfterUnknown: row.resends_after_unknown,
      isOver: row.is_over,
      hasUnknown: row.has_unknown,
    }),
  )
  return new Set(wanted.map(({ event_id: id }) => id))
}
