/** What the hours of an endpoint add up to, and the bars that show them. */
import type { OutgoingEndpoint } from '../../../../../contracts/outgoing.ts'

type Hours = OutgoingEndpoint['health']['hours']

const hourMs = 3_600_000
export const hourCount = 24

export interface HourBar {
  success: number
  failed: number
}

/** One bar for each of the last 24 hours, oldest first; hours in which nothing was sent are empty. */
export function barsOf(hours: Hours, now: Date): HourBar[] {
  const current = Math.floor(now.getTime() / hourMs)
  const byHour = new Map(hours.map((each) => [Math.floor(Date.parse(each.hour) / hourMs), each]))
  return Array.from({ length: hourCount }, (_, index) => {
    const found = byHour.get(current - (hourCount - 1 - index))
    return { success: found?.success ?? 0, failed: found?.failed ?? 0 }
  })
}

export interface DaySums {
  success: number
  failed: number
  /** In whole percent; null without any attempt, and never 100 beside a failure. */
  successPercent: number | null
}

export function sumsOf(hours: Hours): DaySums {
  const success = hours.reduce((total, hour) => total + hour.success, 0)
  const failed = hours.reduce((total, hour) => total + hour.failed, 0)
  const total = success + failed
  return { success, failed, successPercent: total === 0 ? null : Math.floor((100 * success) / total) }
}

/** The bars, for who cannot see them. */
export function sumsInWords({ success, failed }: DaySums): string {
  if (success + failed === 0) return 'No attempts within 24 hours'
  return `Attempts within 24 hours: ${success} succeeded, ${failed} failed`
}
