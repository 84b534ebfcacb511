/** Times in words, relative to now; pure, so that the clock can be given. */
const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'narrow' })
const dated = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short' })
const datedWithYear = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', year: 'numeric' })
const exact = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'long' })

/** "now", "3 min. ago", "in 2 days"; beyond a week the date. */
export function formatRelative(at: Date, now: Date): string {
  const deltaMs = at.getTime() - now.getTime()
  const size = Math.abs(deltaMs)
  if (size < 5000) return 'now'
  if (size < minuteMs) return relative.format(Math.round(deltaMs / 1000), 'second')
  if (size < hourMs) return relative.format(Math.round(deltaMs / minuteMs), 'minute')
  if (size < dayMs) return relative.format(Math.round(deltaMs / hourMs), 'hour')
  if (size < 7 * dayMs) return relative.format(Math.round(deltaMs / dayMs), 'day')
  return (at.getFullYear() === now.getFullYear() ? dated : datedWithYear).format(at)
}

export const formatExact = (at: Date) => exact.format(at)
