/**
 * The accept lane: requests that arrive while a batch commits join the next one. A request is answered only
 * after the commit that made it durable.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { type Database, isContention } from '../../../platform/db/database.ts'
import { type AcceptedRequest, insertRequests } from './accept.store.ts'

const batchRequestsMax = 256
const batchBytesMax = 8 * 1024 * 1024
const contentionTriesMax = 5
/**
 * Batches start at least this far apart: one commit costs the same for a single request as for dozens, and under
 * an even load each request would else bring a commit of its own. One that finds the lane idle does not wait.
 */
const batchSpacingMs = 5

/** `stale`: the webhook was changed since the request was judged by it; judge it again. */
export type Acceptance = 'stored' | 'repeat' | 'stale'

interface Waiting {
  request: AcceptedRequest
  resolve: (acceptance: Acceptance) => void
  reject: (error: unknown) => void
}

export interface AcceptLane {
  accept: (request: AcceptedRequest) => Promise<Acceptance>
  stop: () => Promise<void>
}

/** `onStored` is told what is durable now and waits for the worker, before anybody is answered. */
export function startAcceptLane(
  db: Database,
  onStored: (requests: readonly AcceptedRequest[]) => void,
): AcceptLane {
  const waiting: Waiting[] = []
  let running: Promise<void> | undefined
  let lastStart = 0

  function accept(request: AcceptedRequest): Promise<Acceptance> {
    return new Promise((resolve, reject) => {
      waiting.push({ request, resolve, reject })
      running ??= storeAll().finally(() => {
        running = undefined
      })
    })
  }

  async function storeAll(): Promise<void> {
    // One turn of the event loop, so that requests of the same turn share the first batch as well.
    await new Promise(setImmediate)
    while (waiting.length > 0) {
      const waitMs = lastStart + batchSpacingMs - performance.now()
      if (waitMs > 0) await sleep(waitMs)
      lastStart = performance.now()
      await storeBatch(takeBatch(waiting))
    }
  }

  async function storeBatch(batch: Waiting[]): Promise<void> {
    try {
      const stored = await insertWithRetry(
        db,
        batch.map(({ request }) => request),
      )
      const byId = new Map(stored.map((row) => [row.id, row.is_repeat]))
      onStored(batch.map(({ request }) => request).filter(({ id }) => byId.get(id) === false))
      for (const { request, resolve } of batch) {
        const isRepeat = byId.get(request.id)
        resolve(isRepeat === undefined ? 'stale' : isRepeat ? 'repeat' : 'stored')
      }
    } catch (error) {
      for (const { reject } of batch) reject(error)
    }
  }

  return {
    accept,
    async stop() {
      await running
    },
  }
}

function takeBatch(waiting: Waiting[]): Waiting[] {
  let bytes = 0
  let count = 0
  while (count < waiting.length && count < batchRequestsMax && (count === 0 || bytes < batchBytesMax)) {
    bytes += (waiting[count] as Waiting).request.body.length
    count += 1
  }
  return waiting.splice(0, count)
}

/** Two nodes that take the same dedupe keys in different order may deadlock; the loser simply goes again. */
async function insertWithRetry(db: Database, requests: readonly AcceptedRequest[]) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await insertRequests(db, requests)
    } catch (error) {
      if (!isContention(error) || attempt >= contentionTriesMax) throw error
    }
  }
}
