/** Active time over HTTP. */
import { periodEndpoints } from '../../../../contracts/periods.ts'
import { routesOf } from '../../routes-of.ts'
import { activateItem } from './activate-item.ts'
import { adjustPeriod } from './adjust-period.ts'
import { listPeriods } from './list-periods.ts'
import { revokePeriod } from './revoke-period.ts'

export const periodRoutes = routesOf(periodEndpoints)({
  activateItem: async ({ ctx, actor, params, body }) => ({
    status: 201,
    body: await activateItem(ctx, actor, params, body),
  }),
  listPeriods: async ({ ctx, actor, params, query }) => ({
    status: 200,
    body: await listPeriods(ctx, actor, { ...params, ...query }),
  }),
  revokePeriod: async ({ ctx, actor, params, body }) => ({
    status: 200,
    body: await revokePeriod(ctx, actor, params, body.reason.trim()),
  }),
  adjustPeriod: async ({ ctx, actor, params, body }) => ({
    status: 201,
    body: await adjustPeriod(ctx, actor, params, { ...body, reason: body.reason.trim() }),
  }),
})
