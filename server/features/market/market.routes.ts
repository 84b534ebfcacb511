/** The market over HTTP: settings, and looking around. */
import { marketEndpoints } from '../../../contracts/market.ts'
import { routesOf } from '../routes-of.ts'
import { getBook } from './browse/get-book.ts'
import { getQuote } from './browse/get-quote.ts'
import { listMarket } from './browse/list-market.ts'
import { getMarketSettings } from './settings/get-settings.ts'
import { saveMarketSettings } from './settings/save-settings.ts'

export const marketRoutes = routesOf(marketEndpoints)({
  getMarketSettings: async ({ ctx, params }) => ({
    status: 200,
    body: await getMarketSettings(ctx.db, params.communityId),
  }),
  saveMarketSettings: async ({ ctx, actor, params, body, ifMatch }) => ({
    status: 200,
    body: await saveMarketSettings(ctx, actor, params.communityId, body, ifMatch),
  }),
  listMarket: async ({ ctx, actor, params, query }) => ({
    status: 200,
    body: await listMarket(ctx, actor, { ...params, ...query }),
  }),
  getBook: async ({ ctx, actor, params, query }) => ({
    status: 200,
    body: await getBook(ctx, actor, { ...params, ...query }),
  }),
  getQuote: async ({ ctx, actor, params, query }) => ({
    status: 200,
    body: await getQuote(ctx, actor, { ...params, ...query }),
  }),
})
