/** What an attempt notes on its way: where it is, how long each phase took, and what the connection saw. */
import type { AttemptLimits, AttemptPhases, AttemptResponse, AttemptStage } from './attempt.ts'
import type { AttemptFailed } from './failures.rules.ts'

export interface Trace {
  stage: AttemptStage
  phases: Omit<AttemptPhases, 'totalMs'>
  remoteAddress: string | undefined
  wasWritten: boolean
  wasReused: boolean
  /** From the head of the answer on. */
  response: AttemptResponse | undefined
}

/** What every step of an attempt needs. */
export interface Attempt {
  trace: Trace
  limits: AttemptLimits
  /** Ends the attempt from outside; its reason is an AttemptFailed. */
  stop: AbortSignal
}

export function startTrace(): Trace {
  return {
    stage: 'url',
    phases: { waitMs: null, dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null },
    remoteAddress: undefined,
    wasWritten: false,
    wasReused: false,
    response: undefined,
  }
}

/** Notes how long a step took, also when it failed. */
export async function timed<Result>(
  attempt: Attempt,
  stage: AttemptStage,
  phase: keyof Trace['phases'],
  step: () => Promise<Result>,
): Promise<Result> {
  attempt.trace.stage = stage
  const startedMs = performance.now()
  try {
    return await step()
  } finally {
    attempt.trace.phases[phase] = msSince(startedMs)
  }
}

export function msSince(startedMs: number): number {
  return Math.round((performance.now() - startedMs) * 10) / 10
}

/** Without one, only the limit of the whole attempt holds. */
export interface Bound {
  ms: number
  late: AttemptFailed
}

/**
 * Settles as `start` says, unless the time is up or the attempt is stopped first. `start` answers how to undo what
 * it began, which happens whenever the promise fails.
 */
export function bounded<Result>(
  stop: AbortSignal,
  bound: Bound | undefined,
  start: (settle: (result: Result) => void, fail: (error: Error) => void) => () => void,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    if (stop.aborted) return reject(stop.reason)
    let isDone = false
    let hasFailed = false
    let undo: (() => void) | undefined
    const timer = bound && setTimeout(() => fail(bound.late), bound.ms)
    const onStop = () => fail(stop.reason)
    stop.addEventListener('abort', onStop)

    function isLast(): boolean {
      if (isDone) return false
      isDone = true
      clearTimeout(timer)
      stop.removeEventListener('abort', onStop)
      return true
    }
    function settle(result: Result): void {
      if (isLast()) resolve(result)
    }
    function fail(error: Error): void {
      if (!isLast()) return
      hasFailed = true
      reject(error)
      undo?.()
    }
    undo = start(settle, fail)
    if (hasFailed) undo()
  })
}
