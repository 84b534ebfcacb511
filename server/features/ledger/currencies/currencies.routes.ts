/** Currencies and the treasury over HTTP. */
import { currencyEndpoints } from '../../../../contracts/currencies.ts'
import { routesOf } from '../../routes-of.ts'
import { adjustTreasury } from '../adjust-treasury.ts'
import { listBalanceRows } from '../ledger.store.ts'
import { restoreCurrency, retireCurrency, updateCurrency } from './change-currency.ts'
import { createCurrency } from './create-currency.ts'

export const currencyRoutes = routesOf(currencyEndpoints)({
  createCurrency: async ({ ctx, actor, params, body }) => ({
    status: 201,
    body: await createCurrency(ctx, actor, { ...params, ...body }),
  }),
  updateCurrency: async ({ ctx, actor, params, body }) => ({
    status: 200,
    body: await updateCurrency(ctx, actor, params, body),
  }),
  retireCurrency: async ({ ctx, actor, params }) => ({
    status: 200,
    body: await retireCurrency(ctx, actor, params),
  }),
  restoreCurrency: async ({ ctx, actor, params }) => ({
    status: 200,
    body: await restoreCurrency(ctx, actor, params),
  }),
  listTreasuryBalances: async ({ ctx, params: { communityId } }) => ({
    status: 200,
    body: {
      data: (await listBalanceRows(ctx.db, communityId, [communityId])).map(({ asset, amount }) => ({
        asset,
        amount,
      })),
    },
  }),
  adjustTreasury: async ({ ctx, actor, params, body }) => ({
    status: 201,
    body: await adjustTreasury(ctx, actor, { ...params, ...body }),
  }),
})
