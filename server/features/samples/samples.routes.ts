/** The sample community over HTTP. */
import { samplesEndpoints } from '../../../contracts/samples.ts'
import { refuse } from '../../platform/refusal.ts'
import { routesOf } from '../routes-of.ts'
import { getSample } from './get-sample.ts'
import { requestRemoval } from './request-removal.ts'
import { requestSample } from './request-sample.ts'

export const samplesRoutes = routesOf(samplesEndpoints)({
  getSampleCommunity: async ({ ctx }) => ({ status: 200, body: await getSample(ctx.db) }),
  createSampleCommunity: async ({ ctx, actor }) => ({
    status: 202,
    body: await requestSample(ctx, actor.accountId ?? refuse('unauthenticated'), 'as a job'),
  }),
  removeSampleCommunity: async ({ ctx }) => ({ status: 202, body: await requestRemoval(ctx) }),
})
