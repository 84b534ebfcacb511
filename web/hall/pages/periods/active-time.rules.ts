/** Active time in words: what is left of it, and what an activation would make of it. */
import type { Period } from '../../../../contracts/periods.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

const said = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' })

/** "Nov 28, 2026, 6:00 PM", in the time of the reader. */
export const momentWords = (at: Date): string => said.format(at)

/** The two largest units of what is left: "2d 3h", "3h 12m", "12m"; undefined when it is over. */
export function timeLeft(until: Date, now: Date): string | undefined {
  const left = until.getTime() - now.getTime()
  if (left <= 0) return undefined
  if (left < minuteMs) return 'less than a minute'
  const days = Math.floor(left / dayMs)
  const hours = Math.floor((left % dayMs) / hourMs)
  const minutes = Math.floor((left % hourMs) / minuteMs)
  const parts =
    days > 0
      ? [`${days}d`, hours > 0 && `${hours}h`]
      : [hours > 0 && `${hours}h`, minutes > 0 && `${minutes}m`]
  return parts.filter(Boolean).join(' ')
}

/** Until when it is active at this moment; what has ended since it was read is not. */
export function activeUntil(
  period: Pick<Period, 'state' | 'expiresAt'> | undefined,
  now: Date,
): Date | undefined {
  if (period?.state !== 'active') return undefined
  const until = new Date(period.expiresAt)
  return until > now ? until : undefined
}

/** The end that so many units lead to: from the running end, or from now. */
export const endAfter = (running: Date | undefined, secondsAdded: number, now: Date): Date =>
  new Date((running ?? now).getTime() + secondsAdded * 1000)
