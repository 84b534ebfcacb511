/**
 * Runs rounds of work, one after the other, as long as there is some; then it sleeps until somebody says that there
 * may be more, or until it looks for itself.
 */
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * What came of a round: `worked`, and the next one starts after a rest that nothing cuts short; `failed`, and it is
 * tried again after the rest or when it is woken; or there was nothing to do.
 */
export type Round = { kind: 'worked' | 'failed'; restMs: number } | { kind: 'idle' }

export interface WorkLoop {
  /** Says that there may be work. */
  wake: () => void
  /** Settles once a round has found nothing to do. */
  drain: () => Promise<void>
  /** Finishes the round that runs. */
  stop: () => Promise<void>
  isStopped: () => boolean
}

const pollMsDefault = 1_000

/** `pollMs`: how long it sleeps at most before it looks for itself. */
export function startWorkLoop(round: () => Promise<Round>, pollMs = pollMsDefault): WorkLoop {
  let isStopped = false
  let isAwake = false
  let rouse: (() => void) | undefined
  let drained: (() => void)[] = []

  // Not before the caller has its loop in hand, which its rounds may ask.
  const running = Promise.resolve().then(work)

  async function work(): Promise<void> {
    while (!isStopped) {
      isAwake = false
      const result = await round()
      if (result.kind === 'worked') {
        if (result.restMs > 0) await sleep(result.restMs)
      } else if (result.kind === 'failed') await sleepUntilRoused(result.restMs)
      else if (!isAwake) {
        for (const settle of drained.splice(0)) settle()
        await sleepUntilRoused(pollMs)
      }
    }
  }

  function sleepUntilRoused(ms: number): Promise<void> {
    return new Promise((resolve) => {
      if (isStopped) return resolve()
      const timer = setTimeout(done, ms)
      rouse = done
      function done() {
        clearTimeout(timer)
        rouse = undefined
        resolve()
      }
    })
  }

  function wake(): void {
    isAwake = true
    rouse?.()
  }

  return {
    wake,
    drain: () =>
      new Promise((resolve) => {
        drained.push(resolve)
        wake()
      }),
    async stop() {
      isStopped = true
      rouse?.()
      await running
      for (const settle of drained) settle()
      drained = []
    },
    isStopped: () => isStopped,
  }
}
