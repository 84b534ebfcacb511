/** Insight over HTTP. */
import { insightsEndpoints } from '../../../contracts/insights.ts'
import { routesOf } from '../routes-of.ts'
import { listAlerts } from './alerts/list-alerts.ts'
import { muteAlert, unmuteAlert } from './alerts/mute-alert.ts'
import { ignoreSilence, watchSilence } from './alerts/watch-silence.ts'
import { getEconomy } from './economy/get-economy.ts'
import { getHealth, listHealth } from './health/list-health.ts'

export const insightsRoutes = routesOf(insightsEndpoints)({
  listWebhookHealth: async ({ ctx, params }) => ({
    status: 200,
    body: { data: await listHealth(ctx, params.communityId) },
  }),
  getWebhookHealth: async ({ ctx, params }) => ({ status: 200, body: await getHealth(ctx, params) }),
  watchWebhookSilence: async ({ ctx, actor, params, body }) => ({
    status: 200,
    body: await watchSilence(ctx, actor, params, body.afterHours),
  }),
  ignoreWebhookSilence: async ({ ctx, actor, params }) => ({
    status: 200,
    body: await ignoreSilence(ctx, actor, params),
  }),
  listAlerts: async ({ ctx, params, query }) => ({
    status: 200,
    body: await listAlerts(ctx, params.communityId, query),
  }),
  muteAlert: async ({ ctx, actor, params }) => ({ status: 200, body: await muteAlert(ctx, actor, params) }),
  unmuteAlert: async ({ ctx, actor, params }) => ({
    status: 200,
    body: await unmuteAlert(ctx, actor, params),
  }),
  getEconomy: async ({ ctx, params, query }) => ({
    status: 200,
    body: await getEconomy(ctx, params.communityId, Number(query.days ?? 30)),
  }),
})
