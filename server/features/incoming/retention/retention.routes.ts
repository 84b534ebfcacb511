/** Retention over HTTP, for the owner of the installation. */
import { retentionEndpoints } from '../../../../contracts/retention.ts'
import { routesOf } from '../../routes-of.ts'
import { getRetention } from './get-retention.ts'
import { setRetention } from './set-retention.ts'

export const retentionRoutes = routesOf(retentionEndpoints)({
  getRetention: async ({ ctx }) => ({ status: 200, body: await getRetention(ctx) }),
  setRetention: async ({ ctx, actor, body, ifMatch }) => ({
    status: 200,
    body: await setRetention(ctx, actor, body, ifMatch),
  }),
})
