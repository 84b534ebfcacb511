/** A round of a work loop that outlives its failures: a database that is away is waited for, anything else is logged. */
import { isContention, isUnavailable } from './db/database.ts'
import type { Log } from './log.ts'
import type { Round } from './work-loop.ts'

export interface GuardWords {
  /** What is said while the database is away: "gifts that are over wait". */
  waits: string
  failed: string
}

/** `work` answers whether there may be more at once. */
export function guardedRound(
  log: Log,
  { waits, failed }: GuardWords,
  failureWaitMs: number,
  work: () => Promise<boolean>,
): () => Promise<Round> {
  return async () => {
    try {
      return (await work()) ? { kind: 'worked', restMs: 0 } : { kind: 'idle' }
    } catch (error) {
      if (isUnavailable(error)) log.warn({ error: (error as Error).message }, waits)
      else if (!isContention(error)) log.error({ error }, failed)
      return { kind: 'failed', restMs: failureWaitMs }
    }
  }
}
