/** What the hours of a webhook add up to, for its health line. */
import type { WebhookHealth } from '../../../../../contracts/insights.ts'

export interface DaySums {
  success: number
  failed: number
  refused: number
  /** Of the requests that were applied or failed, in whole percent; null without any. Never 100 beside a failure. */
  successPercent: number | null
  perHour: number[]
  busiestHour: number
}

export function daySumsOf(hours: WebhookHealth['hours']): DaySums {
  const sum = (side: 'success' | 'failed' | 'refused') => hours.reduce((total, hour) => total + hour[side], 0)
  const [success, failed, refused] = [sum('success'), sum('failed'), sum('refused')]
  const perHour = hours.map((hour) => hour.success + hour.failed)
  const total = success + failed
  return {
    ...{ success, failed, refused, perHour },
    successPercent: total === 0 ? null : Math.floor((100 * success) / total),
    busiestHour: Math.max(0, ...perHour),
  }
}

const requests = (count: number) => (count === 1 ? '1 request' : `${count} requests`)

/** The line of requests per hour, for who cannot see it. */
export function hoursInWords({ success, failed, busiestHour }: DaySums): string {
  const total = success + failed
  if (total === 0) return 'No requests within 24 hours'
  return `${requests(total)} within 24 hours, ${busiestHour} in the busiest hour`
}
