/** The ledger over HTTP. */
import { ledgerEndpoints } from '../../../contracts/ledger.ts'
import { routesOf } from '../routes-of.ts'
import { adjustBalance } from './adjust-balance.ts'
import { currencyRoutes } from './currencies/currencies.routes.ts'
import { holdRoutes } from './holds/holds.routes.ts'
import { listAssetRows } from './ledger.store.ts'
import { viewAsset } from './ledger.views.ts'
import { listBalances, listManyBalances } from './list-balances.ts'
import { listLogs } from './list-logs.ts'
import { listTransfers } from './list-transfers.ts'
import { conservationRoutes } from './proof/conservation.routes.ts'
import { listSupplyRows } from './supplies.store.ts'

const transferRoutes = routesOf(ledgerEndpoints)({
  listAssets: async ({ ctx, params }) => ({
    status: 200,
    body: { data: (await listAssetRows(ctx.db, params.communityId)).map(viewAsset) },
  }),
  listBalances: async ({ ctx, actor, params }) => ({
    status: 200,
    body: { data: await listBalances(ctx, actor, params.communityId, params.memberId) },
  }),
  listMemberBalances: async ({ ctx, params, query }) => ({
    status: 200,
    body: { data: await listManyBalances(ctx, params.communityId, query.memberIds.split(',')) },
  }),
  adjustBalance: async ({ ctx, actor, params, body }) => ({
    status: 201,
    body: await adjustBalance(ctx, actor, { ...params, ...body }),
  }),
  listGamificationLogs: async ({ ctx, actor, params, query }) => ({
    status: 200,
    body: await listLogs(ctx, actor, params.communityId, query),
  }),
  listTransfers: async ({ ctx, params, query }) => ({
    status: 200,
    body: await listTransfers(ctx, params.communityId, query),
  }),
  listSupplies: async ({ ctx, params }) => ({
    status: 200,
    body: { data: await listSupplyRows(ctx.db, params.communityId) },
  }),
})

export const ledgerRoutes = [...transferRoutes, ...currencyRoutes, ...holdRoutes, ...conservationRoutes]
