/** Orders and fills over HTTP. */
import { fillEndpoints } from '../../../../contracts/fills.ts'
import { routesOf } from '../../routes-of.ts'
import { listOrders } from '../orders/list-orders.ts'
import { listFills, listItemFills } from './list-fills.ts'
import { reverseFill } from './reverse-fill.ts'

export const fillRoutes = routesOf(fillEndpoints)({
  listOrders: async ({ ctx, actor, params, query }) => ({
    status: 200,
    body: await listOrders(ctx, actor, { ...params, ...query }),
  }),
  listFills: async ({ ctx, actor, params, query }) => ({
    status: 200,
    body: await listFills(ctx, actor, { ...params, ...query }),
  }),
  listItemFills: async ({ ctx, actor, params, query }) => ({
    status: 200,
    body: await listItemFills(ctx, actor, { ...params, ...query }),
  }),
  reverseFill: async ({ ctx, actor, params, body }) => ({
    status: 201,
    body: await reverseFill(ctx, actor, { ...params, ...body }),
  }),
})
