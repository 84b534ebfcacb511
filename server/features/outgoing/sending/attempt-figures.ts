/** Tells whoever measures of attempts that ended, and of leases that ran out: counted by each process for itself. */

export interface AttemptFigures {
  /** `result` is `success` or `failure`. */
  onAttempt: (listener: (result: string, seconds: number) => void) => void
  onReclaim: (listener: (count: number) => void) => void
  attempted: (result: string, seconds: number) => void
  reclaimed: (count: number) => void
}

export function createAttemptFigures(): AttemptFigures {
  const ofAttempts: ((result: string, seconds: number) => void)[] = []
  const ofReclaims: ((count: number) => void)[] = []
  return {
    onAttempt: (listener) => void ofAttempts.push(listener),
    onReclaim: (listener) => void ofReclaims.push(listener),
    attempted(result, seconds) {
      for (const listener of ofAttempts) listener(result, seconds)
    },
    reclaimed(count) {
      for (const listener of ofReclaims) listener(count)
    },
  }
}
