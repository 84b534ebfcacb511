/** The thread that applies receipts: its own connections, its own batches, woken by messages. */
import { parentPort, workerData } from 'node:worker_threads'
import { systemClock } from '../../../platform/clock.ts'
import { createDatabase, createPool } from '../../../platform/db/database.ts'
import { createEvents } from '../../../platform/events/events.ts'
import { createIds } from '../../../platform/ids.ts'
import { invariant } from '../../../platform/invariant.ts'
import { createLog } from '../../../platform/log.ts'
import type { FreshRequest } from '../accept/fresh-receipts.ts'
import { startApplyWorker } from './apply-worker.ts'
import type { HandedRequest, ThreadAnswer, ThreadMessage, ThreadSettings } from './thread-messages.ts'

/** One for the batch, one for what is tried alone. */
const poolSize = 2

const { connection, masterKey, logLevel } = workerData as ThreadSettings
invariant(parentPort, 'this module runs as a thread')
const port = parentPort
const log = createLog(logLevel)
const pool = createPool(connection, log, poolSize)
const ids = createIds(systemClock)
const ctx = { db: createDatabase(pool), ids, events: createEvents(ids), log, config: { masterKey } }
const worker = startApplyWorker(ctx)

port.on('message', (message: ThreadMessage) => {
  if (message.kind === 'take') worker.take(withBodies(message.requests, message.bodies))
  if (message.kind === 'wake') worker.wake()
  if (message.kind === 'drain') void worker.drain().then(() => port.postMessage(drained))
  if (message.kind === 'stop') void stop()
})

const drained: ThreadAnswer = { kind: 'drained' }

async function stop(): Promise<void> {
  await worker.stop()
  await pool.end()
  port.close()
}

function withBodies(requests: readonly HandedRequest[], bodies: ArrayBuffer): FreshRequest[] {
  let start = 0
  return requests.map(({ bodyBytes, ...request }) => {
    const body = Buffer.from(bodies, start, bodyBytes)
    start += bodyBytes
    return { ...request, body }
  })
}
