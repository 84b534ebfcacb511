/** Postings of units over HTTP. */
import { postingEndpoints } from '../../../../contracts/postings.ts'
import { routesOf } from '../../routes-of.ts'
import { postOperations } from './post-operations.ts'

export const postingRoutes = routesOf(postingEndpoints)({
  postUnits: async ({ ctx, actor, params, body }) => {
    const posting = await postOperations(ctx, actor, params, body)
    return posting.isDryRun ? { status: 200, body: posting } : { status: 201, body: posting }
  },
})
