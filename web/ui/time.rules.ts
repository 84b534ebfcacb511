/** Times in words, relative to now; pure, so that the clock can be given. */
const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'narrow' })
const dated = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short' })
const datedWithYear = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', year: 'numeric' })
const exact = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'long' })

/**
 * "now", "3m ago", "in 2d"; beyond a week the date. What is less than a minute ahead happened now: clocks differ,
 * and the page's own runs in steps.
 */
export function formatRelative(at: Date, now: Date): string {
  const deltaMs = at.getTime() - now.getTime()
  const size = Math.abs(deltaMs)
  if (deltaMs > -5000 && deltaMs < minuteMs) return 'now'
  if (size < minuteMs) return relative.format(Math.round(deltaMs / 1000), 'second')
  if (size < hourMs) return relative.format(Math.round(deltaMs / minuteMs), 'minute')
  if (size < dayMs) return relative.format(Math.round(deltaMs / hourMs), 'hour')
  if (size < 7 * dayMs) return relative.format(Math.round(deltaMs / dayMs), 'day')
  return (at.getFullYear() === now.getFullYear() ? dated : datedWithYear).format(at)
}

export const formatExact = (at: Date) => exact.format(at)
