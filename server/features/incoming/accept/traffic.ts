/** Whether senders are busy just now: repairs then leave them room, so that their answers come as fast as ever. */

export interface Traffic {
  /** Requests that were taken in. */
  note: (count: number) => void
  isBusy: () => boolean
}

const windowMs = 1_000
/** Below it a machine has so much to spare that nobody feels a repair. */
const busyCount = 100

/** Of this process; `now` in milliseconds, from any moment on. */
export function createTraffic(now: () => number = () => performance.now()): Traffic {
  let windowStart = now()
  let count = 0
  let countBefore = 0

  /** A window that nothing followed within its own length says nothing any more. */
  function turn(): void {
    const elapsed = now() - windowStart
    if (elapsed < windowMs) return
    countBefore = elapsed < 2 * windowMs ? count : 0
    count = 0
    windowStart = now()
  }

  return {
    note(more) {
      turn()
      count += more
    },
    isBusy() {
      turn()
      return Math.max(count, countBefore) >= busyCount
    },
  }
}
