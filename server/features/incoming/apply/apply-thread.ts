/**
 * The apply worker in a thread of its own: a batch keeps a core busy for tens of milliseconds, and whoever sends a
 * request meanwhile must not wait for it. Bodies are handed over as one block, which is moved instead of copied.
 */
import type { Context } from '../../../context.ts'
import { startThread } from '../../../platform/thread.ts'
import type { FreshRequest } from '../accept/fresh-receipts.ts'
import type { ApplyWorker } from './apply-worker.ts'
import type { ThreadAnswer, ThreadMessage, ThreadSettings } from './thread-messages.ts'

export function startApplyThread(ctx: Pick<Context, 'config' | 'log'>): ApplyWorker {
  const { connection, masterKey, logLevel } = ctx.config
  const settings: ThreadSettings = { connection, masterKey, logLevel }
  const module = new URL('./apply-thread-main.js', import.meta.url)
  const thread = startThread<ThreadMessage, ThreadAnswer>(module, settings, ctx.log)
  let drains: (() => void)[] = []
  thread.onAnswer(() => {
    for (const settle of drains.splice(0)) settle()
  })

  return {
    take(requests) {
      const bodies = joinedBodies(requests)
      thread.post({ kind: 'take', requests: requests.map(withoutBody), bodies }, [bodies])
    },
    wake: () => thread.post({ kind: 'wake' }),
    drain: () =>
      new Promise((resolve) => {
        drains.push(resolve)
        thread.post({ kind: 'drain' })
      }),
    async stop() {
      await thread.end({ kind: 'stop' })
      for (const settle of drains) settle()
      drains = []
    },
  }
}

/** In a buffer of its own: those of small bodies share one, and moving that would take it from others. */
function joinedBodies(requests: readonly FreshRequest[]): ArrayBuffer {
  const joined = new ArrayBuffer(requests.reduce((sum, { body }) => sum + body.length, 0))
  const view = new Uint8Array(joined)
  let start = 0
  for (const { body } of requests) {
    view.set(body, start)
    start += body.length
  }
  return joined
}

function withoutBody({ body, id, webhookName, contentType, isEncrypted, hop, problem }: FreshRequest) {
  return { id, webhookName, contentType, isEncrypted, hop, problem, bodyBytes: body.length }
}
