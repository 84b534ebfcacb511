/** Closes the door for a while to an address, or an IPv6 network, that guesses secrets. Counted in memory, on each node by itself. */
import type { Clock } from '../clock.ts'
import { networkOf } from './caller-network.rules.ts'

const guesserCountMax = 100_000
const minuteMs = 60_000

export interface Guessers {
  /** Counts a wrong secret; answers how many seconds the door stays closed, or 0. */
  countWrong: (ip: string) => number
  closedSeconds: (ip: string) => number
}

interface Guesser {
  minuteStart: number
  count: number
  closedUntil: number
}

export function createGuessers(clock: Clock, limits: { perMinute: number; closedMs: number }): Guessers {
  const guessers = new Map<string, Guesser>()
  const closedSeconds = (ip: string) =>
    Math.max(0, Math.ceil(((guessers.get(networkOf(ip))?.closedUntil ?? 0) - clock.now()) / 1000))
  return {
    closedSeconds,
    countWrong(ip) {
      const now = clock.now()
      if (guessers.size >= guesserCountMax) guessers.clear()
      const network = networkOf(ip)
      const known = guessers.get(network)
      const guesser =
        known && now - known.minuteStart < minuteMs ? known : { minuteStart: now, count: 0, closedUntil: 0 }
      guesser.count += 1
      if (guesser.count > limits.perMinute) guesser.closedUntil = now + limits.closedMs
      guessers.set(network, guesser)
      return closedSeconds(ip)
    },
  }
}
