/** Waits for the readers of the event log, which other tests on the same server may hold back for a moment. */
import { expect, vi } from 'vitest'
import { insights } from '../../server/features/insights/index.ts'
import { items } from '../../server/features/items/index.ts'
import { market } from '../../server/features/market/index.ts'
import { isReadByAll } from '../../server/platform/events/logged-events.store.ts'
import type { World } from './world.ts'

/** Settles once every reader has passed the event. */
export async function untilReadByAll(world: World, eventId: string): Promise<void> {
  const { started, ctx } = world.app
  await vi.waitFor(
    async () => {
      await started.of(insights).readEconomy()
      await world.drain()
      await started.of(items).drainMerges()
      await started.of(market).drain()
      expect(await isReadByAll(ctx.db, world.communityId, eventId)).toBe(true)
    },
    { timeout: 30_000, interval: 50 },
  )
}
