/** Puts the numbers of one webhook together: every hour of the last 24 is there, also those without a request. */
import { healthHourCount, type WebhookHealth } from '../../../../contracts/insights.ts'
import { contactInWords } from '../alerts/alert-words.rules.ts'
import type { HourRow, PendingRow, RefusalRow, WatchedWebhook } from './health.store.ts'

export interface HealthRows {
  webhook: WatchedWebhook
  lastReceivedAt: Date | null
  oldestPendingAt: Date | null
  hours: readonly HourRow[]
  pending: PendingRow | undefined
  refusals: readonly RefusalRow[]
}

const hourMs = 3_600_000

export function healthOf(
  { webhook, lastReceivedAt, oldestPendingAt, hours, pending, refusals }: HealthRows,
  now: Date,
  adminContact: string | undefined,
): WebhookHealth {
  const overdue = pending?.overdue ?? 0
  return {
    webhookId: webhook.webhook_id,
    hours: lastHours(hours, now),
    lastReceivedAt: lastReceivedAt?.toISOString() ?? null,
    queued: pending?.queued ?? 0,
    waiting: pending?.waiting ?? 0,
    oldestPendingAt: oldestPendingAt?.toISOString() ?? null,
    overdue: overdue === 0 ? null : overdueInWords(overdue, adminContact),
    refusals: refusals
      .slice(0, 10)
      .map(({ reason, count, last_at }) => ({ reason, count, lastAt: last_at.toISOString() })),
    silenceAfterHours: webhook.after_hours,
  }
}

function lastHours(hours: readonly HourRow[], now: Date): WebhookHealth['hours'] {
  const byHour = new Map(hours.map((row) => [row.hour.getTime(), row]))
  const newest = Math.floor(now.getTime() / hourMs) * hourMs
  return Array.from({ length: healthHourCount }, (_, index) => {
    const hour = newest - (healthHourCount - 1 - index) * hourMs
    const { success = 0, failed = 0, refused = 0 } = byHour.get(hour) ?? {}
    return { hour: new Date(hour).toISOString(), success, failed, refused }
  })
}

function overdueInWords(count: number, adminContact: string | undefined): string {
  const requests = count === 1 ? '1 request has' : `${count} requests have`
  return `${requests} been queued for over an hour. ${contactInWords(adminContact)}`
}
