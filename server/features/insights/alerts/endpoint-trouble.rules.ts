/** Which endpoints are in trouble, and how far those that fail are on the way to being disabled. */
import { failingHoursMax } from '../../../../contracts/outgoing.ts'
import type { Condition } from './alerts.rules.ts'
import type { EndpointTroubleRow } from './endpoint-conditions.store.ts'

/** Warned once at each of these shares of the time after which an endpoint is disabled. */
const warnedPercents = [90, 70, 50] as const

export const firstWarningHours = (failingHoursMax * Math.min(...warnedPercents)) / 100

/** The last of the warnings that are due; null before the first. */
export function warnedPercent(failingSince: Date, now: Date): number | null {
  const failedMs = now.getTime() - failingSince.getTime()
  return warnedPercents.find((percent) => failedMs >= hoursOf(percent) * 3_600_000) ?? null
}

const hoursOf = (percent: number) => (failingHoursMax * percent) / 100

export function troubleOf(row: EndpointTroubleRow): Condition[] {
  const { disabled_at, disabled_reason, failing_since, last_status, last_failure, now } = row
  const about = { communityId: row.community_id, subjectId: row.endpoint_id }
  const answer = { status: last_status, failure: last_failure }
  if (disabled_at) {
    const endpoint = { since: disabled_at.toISOString(), reason: disabled_reason, ...answer }
    return [{ ...about, kind: 'endpoint_disabled', facts: { count: 0, total: 0, hours: 0, endpoint } }]
  }
  const percent = failing_since && warnedPercent(failing_since, now)
  if (!percent) return []
  const endpoint = { since: failing_since.toISOString(), reason: null, ...answer }
  const facts = { count: percent, total: 100, hours: hoursOf(percent), endpoint }
  return [{ ...about, kind: 'endpoint_failing', facts }]
}
