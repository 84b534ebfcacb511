/** Slows down guessing: after ten wrong passwords for one e-mail from one address (or IPv6 network) in 15 minutes, wait. */
import { networkOf } from '../../platform/http/caller-network.rules.ts'

const failureCountMax = 10
const windowMs = 15 * 60_000
const keyCountMax = 50_000

export interface LoginFailures {
  /** Seconds until another try is allowed; 0 when one is allowed now. */
  waitSeconds: (ip: string, email: string, now: number) => number
  add: (ip: string, email: string, now: number) => void
  clear: (ip: string, email: string) => void
}

/** Kept in memory of one node: a restart or another node forgives, the limit per address still holds. */
export function createLoginFailures(): LoginFailures {
  const times = new Map<string, number[]>()
  const keyOf = (ip: string, email: string) => JSON.stringify([networkOf(ip), email])
  const recent = (key: string, now: number) => (times.get(key) ?? []).filter((time) => time > now - windowMs)

  return {
    waitSeconds(ip, email, now) {
      const failures = recent(keyOf(ip, email), now)
      if (failures.length < failureCountMax) return 0
      return Math.ceil(((failures.at(-failureCountMax) as number) + windowMs - now) / 1000)
    },
    add(ip, email, now) {
      const key = keyOf(ip, email)
      const failures = [...recent(key, now), now].slice(-failureCountMax)
      // Deleted first, so that the map stays in order of the last failure and the oldest leaves first.
      times.delete(key)
      if (times.size >= keyCountMax) times.delete(times.keys().next().value as string)
      times.set(key, failures)
    },
    clear: (ip, email) => void times.delete(keyOf(ip, email)),
  }
}
