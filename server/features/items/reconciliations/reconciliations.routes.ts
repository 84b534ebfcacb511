/** Reconciliations over HTTP. */
import { reconciliationEndpoints } from '../../../../contracts/reconciliations.ts'
import { routesOf } from '../../routes-of.ts'
import { getReconciliation, listReconciliations } from './list-reconciliations.ts'
import { reconcile } from './reconcile.ts'

export const reconciliationRoutes = routesOf(reconciliationEndpoints)({
  reconcile: async ({ ctx, actor, params, body }) => ({
    status: 201,
    body: await reconcile(ctx, actor, params, body),
  }),
  listReconciliations: async ({ ctx, params, query }) => ({
    status: 200,
    body: await listReconciliations(ctx, params, query),
  }),
  getReconciliation: async ({ ctx, params }) => ({
    status: 200,
    body: await getReconciliation(ctx, params),
  }),
})
