/** A time as people say it, with the exact one on hover; it goes on counting while the page is open. */
import { useSyncExternalStore } from 'react'
import { formatExact, formatRelative } from './time.rules.ts'

const tickMs = 10_000
const listeners = new Set<() => void>()
let now = Date.now()
let timer: number | undefined

/** One timer for all times on the page, and none while there are none. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  if (timer === undefined) now = Date.now()
  timer ??= window.setInterval(() => {
    now = Date.now()
    for (const each of listeners) each()
  }, tickMs)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    window.clearInterval(timer)
    timer = undefined
  }
}

/** The current time, renewed every ten seconds. */
export function useNow(): Date {
  return new Date(useSyncExternalStore(subscribe, () => now))
}

export function RelativeTime({ at, className }: { at: string; className?: string }) {
  const shownNow = useNow()
  const time = new Date(at)
  return (
    <time dateTime={at} title={formatExact(time)} className={className ?? 'whitespace-nowrap text-ink-2'}>
      {formatRelative(time, shownNow)}
    </time>
  )
}
