/** The feed as games made for FINGI read it: with the very bodies of the webhooks. */
import type { Context } from '../../../context.ts'
import type { Actor } from '../../actor.ts'
import { reservedDomain } from '../../communities/index.ts'
import { fingiBody, fingiEventName } from '../../outgoing/index.ts'
import type { AppAddress } from '../apps/app.ts'
import { readToldEmails } from '../inventory/told-emails.ts'
import { acknowledgeEvents } from './acknowledge-events.ts'
import { type FeedParts, type FeedQuery, readFeed } from './read-feed.ts'

export interface FaceEvent {
  webhookId: string
  event: string
  /** Unix seconds. */
  time: number
  /** Of the inventory of the member whom it is about. */
  sequence: number
  body: object
}

export interface FaceFeed {
  read: (
    ctx: Pick<Context, 'db' | 'inTransaction'>,
    actor: Pick<Actor, 'app'>,
    app: AppAddress,
    query: FeedQuery & { clientId: string },
  ) => Promise<{ events: FaceEvent[]; next: string | null }>
  acknowledge: typeof acknowledgeEvents
}

interface AboutMember {
  memberId: string
  inventorySequence: number
}

export function faceFeed(parts: FeedParts): FaceFeed {
  return {
    acknowledge: acknowledgeEvents,
    async read(ctx, actor, app, { clientId, ...query }) {
      const { events, next } = await readFeed(ctx, actor, app, query, parts)
      const about = events.map(({ payload }) => payload as AboutMember)
      const memberIds = [...new Set(about.map(({ memberId }) => memberId))]
      const emails = await readToldEmails(ctx.db, app, memberIds)
      const told = events.map(({ id, type, payload, created_at }, index): FaceEvent => {
        const { memberId = '', inventorySequence = 0 } = about[index] ?? {}
        // Who has no e-mail any more is still told from others.
        const email = emails.get(memberId) ?? `${memberId.replaceAll('-', '').slice(-24)}@${reservedDomain}`
        const body = JSON.parse(fingiBody({ type, payload }, clientId, { email }).toString('utf8')) as object
        const time = Math.floor(created_at.getTime() / 1000)
        return { webhookId: id, event: fingiEventName(type), time, sequence: inventorySequence, body }
      })
      return { events: told, next }
    },
  }
}
