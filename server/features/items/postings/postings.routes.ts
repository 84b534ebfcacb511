/** Postings of units over HTTP. */
import { postingEndpoints } from '../../../../contracts/postings.ts'
import type { Route } from '../../route.ts'
import { routesOf } from '../../routes-of.ts'
import type { OrderClosers } from './order-closers.ts'
import { postOperations } from './post-operations.ts'

export const postingRoutes = (closers: OrderClosers): Route[] =>
  routesOf(postingEndpoints)({
    postUnits: async ({ ctx, actor, params, body }) => {
      const posting = await postOperations(ctx, closers, actor, params, body)
      return posting.isDryRun ? { status: 200, body: posting } : { status: 201, body: posting }
    },
  })
