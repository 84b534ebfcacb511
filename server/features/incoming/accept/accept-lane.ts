/** Requests that arrive while a batch commits join the next one; each is answered after the commit that made it durable. */
import { type Database, retryOvertaken } from '../../../platform/db/database.ts'
import { startLane } from '../../../platform/db/lane.ts'
import { type AcceptedRequest, insertRequests } from './accept.store.ts'

const batchRequestsMax = 256
const batchBytesMax = 8 * 1024 * 1024
/** Under an even load each request would else bring a commit of its own. */
const batchSpacingMs = 5

/** `stale`: the webhook was changed since the request was judged by it; judge it again. */
export type Acceptance = 'stored' | 'repeat' | 'stale'

export interface AcceptLane {
  accept: (request: AcceptedRequest) => Promise<Acceptance>
  stop: () => Promise<void>
}

/** `onStored` is told what is durable now and waits for the worker, before anybody is answered. */
export function startAcceptLane(
  db: Database,
  onStored: (requests: readonly AcceptedRequest[]) => void,
): AcceptLane {
  const lane = startLane<AcceptedRequest, Acceptance>({
    batchMax: batchRequestsMax,
    size: { max: batchBytesMax, of: ({ body }) => body.length },
    spacingMs: batchSpacingMs,
    async run(requests) {
      // Two nodes that take the same dedupe keys in different order may wait for each other.
      const stored = await retryOvertaken(() => insertRequests(db, requests))
      const isRepeat = new Map(stored.map((row) => [row.id, row.is_repeat]))
      onStored(requests.filter(({ id }) => isRepeat.get(id) === false))
      return requests.map(({ id }) => acceptanceOf(isRepeat.get(id)))
    },
  })
  return { accept: lane.take, stop: lane.stop }
}

function acceptanceOf(isRepeat: boolean | undefined): Acceptance {
  if (isRepeat === undefined) return 'stale'
  return isRepeat ? 'repeat' : 'stored'
}
