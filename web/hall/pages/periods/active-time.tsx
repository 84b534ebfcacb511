/** Until when an item is active, counting down; or how its active time ended. */
import { Timer, TimerOff } from 'lucide-react'
import type { Period } from '../../../../contracts/periods.ts'
import { RelativeTime, useNow } from '../../../ui/relative-time.tsx'
import { activeUntil, momentWords, timeLeft } from './active-time.rules.ts'

export function ActiveTime({ period }: { period: Period }) {
  const now = useNow()
  const until = activeUntil(period, now)
  const isRevoked = period.state === 'revoked'
  return (
    <p className="flex items-start gap-2 text-13 text-ink-2">
      {until === undefined ? (
        <>
          <TimerOff aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-3" />
          <span>
            {isRevoked ? 'Ended by the game or staff' : 'Was active until'}{' '}
            <RelativeTime at={period.expiresAt} />
            {isRevoked && period.revokedReason !== null && <>: “{period.revokedReason}”</>}
          </span>
        </>
      ) : (
        <>
          <Timer aria-hidden className="mt-0.5 size-4 shrink-0 text-good" />
          <span>
            <span className="font-medium text-good">Active</span> for{' '}
            <span className="whitespace-nowrap font-medium text-ink tabular-nums">
              {timeLeft(until, now)}
            </span>
            , until <time dateTime={period.expiresAt}>{momentWords(until)}</time>
          </span>
        </>
      )}
    </p>
  )
}
