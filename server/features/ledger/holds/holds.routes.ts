/** Holds over HTTP. */
import { holdEndpoints } from '../../../../contracts/holds.ts'
import { routesOf } from '../../routes-of.ts'
import { getHold, listHolds } from './list-holds.ts'
import { openHold } from './open-hold.ts'
import { postHold } from './post-hold.ts'
import { voidHold } from './void-hold.ts'

export const holdRoutes = routesOf(holdEndpoints)({
  listHolds: async ({ ctx, params, query }) => ({
    status: 200,
    body: await listHolds(ctx, params.communityId, query),
  }),
  openHold: async ({ ctx, actor, params, body }) => ({
    status: 201,
    body: await openHold(ctx, actor, { ...params, ...body }),
  }),
  getHold: async ({ ctx, params }) => ({ status: 200, body: await getHold(ctx, params) }),
  postHold: async ({ ctx, actor, params, body }) => ({
    status: 201,
    body: await postHold(ctx, actor, params, body),
  }),
  voidHold: async ({ ctx, actor, params }) => ({ status: 200, body: await voidHold(ctx, actor, params) }),
})
