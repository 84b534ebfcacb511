/** Insight: how webhooks fare, alerts that open and close by themselves, and the economy by day. */
import { access } from '../access/index.ts'
import type { Feature } from '../feature.ts'
import { evaluateAlerts } from './alerts/evaluate-alerts.ts'
import { readEconomy } from './economy/read-economy.ts'
import { insightsJobs } from './insights.jobs.ts'
import { insightsRoutes } from './insights.routes.ts'

export interface InsightsOffer {
  /** Opens, closes and mails alerts as things are now. */
  evaluateAlerts: () => Promise<void>
  /** Settles once the sums of the economy hold every event below the horizon of the log. */
  readEconomy: () => Promise<void>
}

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
