/** When the next attempt is, counted down while it is near. */
import { useEffect, useState } from 'react'
import { RelativeTime } from '../../../../ui/relative-time.tsx'
import { formatExact } from '../../../../ui/time.rules.ts'

const minuteMs = 60_000

export function NextAttempt({ at, className }: { at: string; className?: string }) {
  const [nowMs, setNowMs] = useState(Date.now)
  const leftMs = Date.parse(at) - nowMs
  const isNear = leftMs > 0 && leftMs < minuteMs
  useEffect(() => {
    const timer = window.setInterval(() => setNowMs(Date.now()), isNear ? 1000 : 10_000)
    return () => window.clearInterval(timer)
  }, [isNear])
  const look = className ?? 'whitespace-nowrap text-ink-2'
  if (leftMs >= minuteMs) return <RelativeTime at={at} className={look} />
  return (
    <time dateTime={at} title={formatExact(new Date(at))} className={`tabular-nums ${look}`}>
      {isNear ? `in ${Math.ceil(leftMs / 1000)}s` : 'now'}
    </time>
  )
}
