/** Reads the feed of an app from a place on; waits for something to come if that is asked for. */
import { setTimeout as sleep } from 'node:timers/promises'
import { feedKeptDays } from '../../../../contracts/app-feed.ts'
import { type AppEventType, appEventTypes } from '../../../../contracts/endpoint-wire.ts'
import type { Context } from '../../../context.ts'
import { decisionTime } from '../../../platform/db/database.ts'
import { type AboutRow, findPosition, listLogAbout } from '../../../platform/events/log-page.store.ts'
import type { Position } from '../../../platform/events/reader.ts'
import { refuse } from '../../../platform/refusal.ts'
import type { Actor } from '../../actor.ts'
import type { AppAddress } from '../apps/app.ts'
import { findApp } from '../apps/apps.store.ts'
import { isTooOld } from './bookmark.rules.ts'
import type { FeedReaders } from './feed-readers.ts'
import { findFeed, insertFeed } from './feeds.store.ts'

export interface FeedQuery {
  after?: string | undefined
  type?: AppEventType | undefined
  limit?: number | undefined
  /** In seconds. */
  wait?: number | undefined
}

export interface FeedPage {
  events: AboutRow[]
  /** Where to go on; null before the first event. */
  next: string | null
  bookmark: string | null
}

const lookEveryMs = 250

export interface FeedParts {
  /** Ends waits early. */
  stopping: AbortSignal
  readers: FeedReaders
}

/** What a key of the app is answered with counts as read by its game; what staff looks at does not. */
export async function readFeed(
  ctx: Pick<Context, 'db' | 'inTransaction'>,
  actor: Pick<Actor, 'app'>,
  address: AppAddress,
  { after, type, limit = 50, wait = 0 }: FeedQuery,
  { stopping, readers }: FeedParts,
): Promise<FeedPage> {
  if (!(await findApp(ctx.db, address))) return refuse('not_found', 'There is no such app.')
  const feed = await findFeed(ctx.db, address)
  // From now on snapshots are made for it. Staff who looks starts nothing.
  if (!feed && actor.app !== null) await ctx.inTransaction((tx) => insertFeed(tx, address))
  const bookmark = feed?.acknowledged_id ?? null
  const kept = feed?.xid && feed.sequence !== null ? { xid: feed.xid, sequence: feed.sequence } : undefined
  const place = after === undefined ? kept : await getPosition(ctx, address.communityId, after)
  const page = {
    ...{ member: 'appId', value: address.appId, types: type ? [type] : appEventTypes },
    ...{ after: place, days: feedKeptDays, take: limit },
  }
  const until = performance.now() + wait * 1000
  for (;;) {
    const events = await listLogAbout(ctx.db, address.communityId, page)
    const isOver = stopping.aborted || performance.now() + lookEveryMs > until
    if (events.length > 0 || isOver) {
      if (actor.app !== null && events.length > 0) await readers.tell(ctx.db, address, events)
      return { events, next: events.at(-1)?.id ?? after ?? bookmark, bookmark }
    }
    await sleep(lookEveryMs, undefined, { signal: stopping }).catch(() => {})
  }
}

export async function getPosition(
  { db }: Pick<Context, 'db'>,
  communityId: string,
  eventId: string,
): Promise<Position> {
  const place = await findPosition(db, communityId, eventId)
  if (place) return place
  const isOld = isTooOld(eventId, await decisionTime(db))
  return refuse(isOld ? 'too_old' : 'event_not_found', 'The event is not in the log (any more).')
}
