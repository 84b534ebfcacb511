/**
 * Active time: what an activation or an adjustment makes of it.
 *
 * | from | trigger | to |
 * |---|---|---|
 * | nothing, `expired`, `revoked` | activation | `active`: a new period from now |
 * | `active` | activation | `active`: later by the time added |
 * | `active` | adjustment | `active`, or `expired` now if it would end before |
 * | `active` | the clock reaches the end | `expired`, which is computed and never stored |
 * | `active` | revocation | `revoked`: it ends now |
 */
import { activeAheadSecondsMax, type PeriodState } from '../../../../contracts/periods.ts'

export interface PeriodTimes {
  started_at: Date
  expires_at: Date
  revoked_at: Date | null
}

/** Over at the very instant of its end. */
export function periodState(
  { expires_at, revoked_at }: Omit<PeriodTimes, 'started_at'>,
  now: Date,
): PeriodState {
  if (revoked_at !== null) return 'revoked'
  return expires_at > now ? 'active' : 'expired'
}

export interface NewTimes {
  startedAt: Date
  expiresAt: Date
}

/** Undefined for what would go too far ahead. */
export function activated(
  before: PeriodTimes | undefined,
  secondsAdded: number,
  now: Date,
): (NewTimes & { isNew: boolean }) | undefined {
  const running = before && periodState(before, now) === 'active' ? before : undefined
  const expiresAt = later(running?.expires_at ?? now, secondsAdded, now)
  return expiresAt && { startedAt: running?.started_at ?? now, expiresAt, isNew: running === undefined }
}

/** Of one that is active. Undefined for what would go too far ahead. */
export function adjusted(before: PeriodTimes, secondsAdded: number, now: Date): NewTimes | undefined {
  const expiresAt = later(before.expires_at, secondsAdded, now)
  return (
    expiresAt && {
      startedAt: before.started_at,
      expiresAt: expiresAt < now ? endNow(before, now) : expiresAt,
    }
  )
}

/** A transaction that began before the period did ends it where it began. */
export const endNow = ({ started_at }: Pick<PeriodTimes, 'started_at'>, now: Date): Date =>
  started_at > now ? started_at : now

/** When the end of it is to be told; null for never. */
export const noticeAt = (expiresAt: Date, noticeSeconds: number): Date | null =>
  noticeSeconds === 0 ? null : new Date(expiresAt.getTime() - noticeSeconds * 1000)

function later(from: Date, seconds: number, now: Date): Date | undefined {
  // First the seconds alone: so many may be added that no date can say when that is.
  if (seconds > activeAheadSecondsMax) return undefined
  const at = from.getTime() + seconds * 1000
  return at > now.getTime() + activeAheadSecondsMax * 1000 ? undefined : new Date(at)
}
