/** Places in the log, and how old an event can be that is still asked for. */
import { feedKeptDays } from '../../../../contracts/app-feed.ts'
import type { Position } from '../../../platform/events/reader.ts'

export const isReached = (bookmark: Position, place: Position): boolean => {
  const [read, asked] = [BigInt(bookmark.xid), BigInt(place.xid)]
  return read === asked ? bookmark.sequence >= place.sequence : read > asked
}

/** By the moment that the id of an event tells (RFC 9562, 5.7). */
export function isTooOld(eventId: string, now: Date): boolean {
  const madeAt = Number.parseInt(eventId.replace('-', '').slice(0, 12), 16)
  return madeAt < now.getTime() - feedKeptDays * 24 * 3600 * 1000
}
