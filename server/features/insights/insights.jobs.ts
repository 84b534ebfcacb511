/** What insight does each minute. */
import type { JobDefinition } from '../../platform/jobs/jobs.ts'
import type { InsightsOffer } from './offer.ts'

export function insightsJobs({ evaluateAlerts, readEconomy }: InsightsOffer): JobDefinition[] {
  return [
    { name: 'insights.evaluate_alerts', calendar: '* * * * *', run: evaluateAlerts },
    { name: 'insights.read_economy', calendar: '* * * * *', run: readEconomy },
  ]
}
