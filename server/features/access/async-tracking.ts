/**
 * better-auth keeps its context in AsyncLocalStorage. On Node 20 the first use of one makes every promise of the
 * process call a hook, for ever: measured, 4 to 19 % of the server's time under load. So the stores are let go when
 * better-auth has been idle for a moment; its next call takes them up again by itself.
 */
import type { AsyncLocalStorage } from 'node:async_hooks'
import {
  getCurrentAuthContextAsyncLocalStorage,
  getCurrentDBAdapterAsyncLocalStorage,
  getRequestStateAsyncLocalStorage,
} from '@better-auth/core/context'

/** What better-auth left running behind an answer still finds its context within this time. */
const idleMs = 1_000

let callCount = 0
let timer: NodeJS.Timeout | undefined

/** Every call into better-auth goes through here. */
export async function tracked<Answer>(call: () => Promise<Answer>): Promise<Answer> {
  callCount += 1
  clearTimeout(timer)
  try {
    return await call()
  } finally {
    callCount -= 1
    if (callCount === 0) timer = setTimeout(letGo, idleMs).unref()
  }
}

async function letGo(): Promise<void> {
  const stores: AsyncLocalStorage<unknown>[] = await Promise.all([
    getRequestStateAsyncLocalStorage(),
    getCurrentAuthContextAsyncLocalStorage(),
    getCurrentDBAdapterAsyncLocalStorage(),
  ])
  if (callCount > 0) return
  for (const store of stores) store.disable()
}
