/** Insight: how webhooks fare, alerts that open and close by themselves, and the economy by day. */
import { access } from '../access/index.ts'
import type { Feature } from '../feature.ts'
import { evaluateAlerts } from './alerts/evaluate-alerts.ts'
import { readEconomy } from './economy/read-economy.ts'
import { insightsJobs } from './insights.jobs.ts'
import { insightsRoutes } from './insights.routes.ts'
import type { InsightsOffer } from './offer.ts'

export const insights: Feature<InsightsOffer> = {
  name: 'insights',
  async start(ctx, started) {
    const { mail } = started.of(access)
    const offer: InsightsOffer = {
      evaluateAlerts: () => evaluateAlerts(ctx, mail),
      readEconomy: () => readEconomy(ctx.db),
    }
    return { routes: insightsRoutes, jobs: insightsJobs(offer), offer }
  },
}
