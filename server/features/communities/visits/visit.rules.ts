/**
 * A visit begins with the first activity after 30 minutes without any. Days are those of UTC. The streak counts days on
 * which a visit began; it goes on as long as no whole day passes without activity.
 */

export interface VisitState {
  lastSeenAt: Date
  visitedAt: Date
  visitCount: number
  loginStreak: number
}

export interface Visit extends VisitState {
  isFirstOfDay: boolean
}

const gapMs = 30 * 60_000
const dayMs = 24 * 3600_000

export const isGap = (lastSeenMs: number, nowMs: number): boolean => nowMs - lastSeenMs >= gapMs

/** The visit that begins now, or null in the middle of one. */
export function nextVisit(before: VisitState | undefined, now: Date): Visit | null {
  if (!before) {
    return { lastSeenAt: now, visitedAt: now, visitCount: 1, loginStreak: 1, isFirstOfDay: true }
  }
  if (!isGap(before.lastSeenAt.getTime(), now.getTime())) return null
  const isFirstOfDay = dayOf(before.visitedAt) !== dayOf(now)
  const hasGoneOn = dayOf(now) - dayOf(before.lastSeenAt) <= 1
  return {
    lastSeenAt: now,
    visitedAt: now,
    visitCount: before.visitCount + 1,
    loginStreak: hasGoneOn ? before.loginStreak + (isFirstOfDay ? 1 : 0) : 1,
    isFirstOfDay,
  }
}

const dayOf = (time: Date): number => Math.floor(time.getTime() / dayMs)
