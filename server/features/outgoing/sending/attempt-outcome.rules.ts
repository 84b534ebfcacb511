/** What an attempt came to, for whoever has to know whether the receiver may have acted. */
import type { AttemptOutcome } from '../../../../contracts/events/index.ts'
import { isSuccess } from './judge-attempt.rules.ts'

export interface EndedFacts {
  /** Of the answer, or null when there was none. */
  status: number | null
  /** Whether a byte of the request left. */
  wasWritten: boolean
  /** The header `webhook-delivery` of the answer. */
  steering: string | undefined
}

const declining: readonly (number | null)[] = [400, 422]

export function outcomeOf({ status, wasWritten, steering }: EndedFacts): AttemptOutcome {
  if (status === null) return wasWritten ? 'unknown' : 'unsent'
  if (isSuccess({ status })) return 'accepted'
  if (declining.includes(status) || steering?.trim().toLowerCase() === 'abort-message') return 'declined'
  return status >= 300 && status < 500 ? 'turned_away' : 'unknown'
}
