/** Waits until something is due for a listener: it looks often, because whoever listens sits in front of it. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '../../../context.ts'
import type { EndpointAddress } from '../endpoints/endpoint.ts'
import { findEndpoint } from '../endpoints/endpoints.store.ts'
import { isAnythingDue } from './listeners.store.ts'
import { requireListening } from './require-listening.ts'

const lookEveryMs = 200

/** `stopping` ends the wait early. */
export async function awaitDeliveries(
  ctx: Pick<Context, 'db'>,
  { communityId, endpointId }: EndpointAddress,
  waitSeconds: number,
  stopping: AbortSignal,
): Promise<{ isDue: boolean }> {
  const until = performance.now() + waitSeconds * 1000
  for (;;) {
    requireListening(await findEndpoint(ctx.db, communityId, endpointId))
    if (await isAnythingDue(ctx.db, communityId, endpointId)) return { isDue: true }
    if (stopping.aborted || performance.now() + lookEveryMs > until) return { isDue: false }
    await sleep(lookEveryMs, undefined, { signal: stopping }).catch(() => {})
  }
}
