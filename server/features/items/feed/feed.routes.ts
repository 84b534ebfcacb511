/** Feeds over HTTP. */
import { type AppEvent, appFeedEndpoints } from '../../../../contracts/app-feed.ts'
import type { Route } from '../../route.ts'
import { routesOf } from '../../routes-of.ts'
import { acknowledgeEvents } from './acknowledge-events.ts'
import { type FeedParts, readFeed } from './read-feed.ts'

export const feedRoutes = (parts: FeedParts): Route[] =>
  routesOf(appFeedEndpoints)({
    listAppEvents: async ({ ctx, actor, params, query }) => {
      const { events, next, bookmark } = await readFeed(ctx, actor, params, query, parts)
      const data = events.map(({ id, type, created_at, payload }) => ({
        ...{ id, type: type as AppEvent['type'], createdAt: created_at.toISOString(), data: payload },
      }))
      return { status: 200, body: { data, next, bookmark } }
    },
    acknowledgeAppEvents: async ({ ctx, params, body }) => ({
      status: 200,
      body: { bookmark: await acknowledgeEvents(ctx, params, body.upTo) },
    }),
  })
