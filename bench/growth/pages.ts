/** First pages over HTTP, one request after the other: every filter of Histories, then the other pages that lists grow on. */
import { quantileOf } from '../lab/figures.ts'
import type { RunningServer } from '../lab/server.ts'
import { historyDays, momentOf, outageStart } from './history.ts'
import type { Site } from './installation.ts'

export interface PageTiming {
  /** The fastest: what it costs when nobody else wants the machine. */
  bestMs: number
  p50Ms: number
  p99Ms: number
}

const warmUpCount = 3

export function pagesOf(site: Site): Record<string, string> {
  const [main, , , , , , paused, , , quiet] = site.webhooks.map(({ id }) => id)
  const moment = (share: number) =>
    new Date(momentOf(site, site.endMs, Math.floor(site.receiptCount * share))).toISOString()
  const histories = (query: string) => `/receipts?${query}`
  const beforeOutage = new Date(momentOf(site, site.endMs, outageStart(site.receiptCount))).toISOString()
  return {
    'histories: all': histories(''),
    'histories: one webhook': histories(`webhookId=${main}`),
    'histories: a quiet webhook': histories(`webhookId=${quiet}`),
    'histories: success': histories('status=success'),
    'histories: success of one webhook': histories(`status=success&webhookId=${main}`),
    'histories: success of a quiet webhook': histories(`status=success&webhookId=${quiet}`),
    'histories: failed': histories('status=failed'),
    'histories: failed of a quiet webhook': histories(`status=failed&webhookId=${quiet}`),
    'histories: pending': histories('status=pending'),
    'histories: pending of a webhook': histories(`status=pending&webhookId=${paused}`),
    'histories: pending of a webhook without any': histories(`status=pending&webhookId=${quiet}`),
    'histories: paused': histories('outcome=paused'),
    'histories: without a mapping': histories('outcome=no_mapping'),
    'histories: waiting for a member': histories('outcome=awaiting_member'),
    'histories: paused, of a webhook without any': histories(`outcome=paused&webhookId=${quiet}`),
    [`histories: one day, ${historyDays / 2} days ago`]: histories(
      `from=${moment(0.5)}&to=${moment(0.5033)}`,
    ),
    'histories: success before the outage': histories(`status=success&to=${beforeOutage}`),
    'histories: failed before the outage': histories(`status=failed&to=${beforeOutage}`),
    'histories: success of a quiet webhook, later than its last': histories(
      `status=success&webhookId=${quiet}&from=${moment(0.5)}`,
    ),
    community: '',
    members: '/members',
    'members: search, one': '/members?search=m12345',
    'members: search, many': '/members?search=m1',
    'members: by e-mail': '/members?email=m4321@example.com',
    'gamification log': '/gamification-logs',
    transfers: '/transfers',
    supplies: '/supplies',
    'field histories': '/field-histories',
    webhooks: '/incoming-webhooks',
    'health of webhooks': '/webhook-health',
    economy: '/economy',
    'repair counts': `/incoming-webhooks/${main}/repair-counts`,
  }
}

export async function timePages(
  server: RunningServer,
  site: Site,
  count: number,
): Promise<Record<string, PageTiming>> {
  const timings: Record<string, PageTiming> = {}
  for (const [name, path] of Object.entries(pagesOf(site))) {
    const ask = () => server.call('GET', `/api/communities/${site.communityId}${path}`)
    const started = performance.now()
    for (let index = 0; index < warmUpCount; index++) await ask()
    // A page of seconds need not be asked for a hundred times to be known as slow.
    const isSlow = performance.now() - started > 500 * warmUpCount
    const times: number[] = []
    for (let index = 0; index < (isSlow ? 3 : count); index++) {
      const asked = performance.now()
      await ask()
      times.push(performance.now() - asked)
    }
    timings[name] = {
      bestMs: Math.min(...times),
      p50Ms: quantileOf(times, 0.5),
      p99Ms: quantileOf(times, 0.99),
    }
  }
  return timings
}
