/** The conservation proof over HTTP. */
import { conservationEndpoints } from '../../../../contracts/conservation.ts'
import { routesOf } from '../../routes-of.ts'
import { getConservation, requestCheck } from './request-check.ts'

export const conservationRoutes = routesOf(conservationEndpoints)({
  getConservation: async ({ ctx, params }) => ({
    status: 200,
    body: await getConservation(ctx, params.communityId),
  }),
  checkConservation: async ({ ctx, params }) => ({
    status: 202,
    body: await requestCheck(ctx, params.communityId),
  }),
})
