/** The market: units of items for sale between members, and out of the treasuries of apps. */
import type { Feature } from '../feature.ts'
import { items } from '../items/index.ts'
import { outgoing } from '../outgoing/index.ts'
import { endDue } from './endings/end-orders.ts'
import { startEndingsWorker } from './endings/endings-worker.ts'
import { fillRoutes } from './fills/fills.routes.ts'
import { closeOwnListings } from './listings/close-own-listings.ts'
import { listingRoutes } from './listings/listings.routes.ts'
import { raiseTerms } from './listings/listings.store.ts'
import { marketRoutes } from './market.routes.ts'
import { type FaceOrders, faceOrders } from './mint/face-orders.ts'
import { mintOrderRoutes } from './mint/mint-orders.routes.ts'
import { startMintsWorker } from './mint/mints-worker.ts'
import { noteRead } from './mint/note-read.ts'
import { findSentOrders } from './mint/sweep-mints.ts'
import { testingRoutes } from './testing/testing.routes.ts'

export type { FaceOrder, FaceOrders } from './mint/face-orders.ts'
export { marketChecks } from './proof/market-checks.ts'

export interface MarketOffer {
  /** Ends one batch of listings whose time is over. */
  endDue: typeof endDue
  /** Settles once nothing that has ended still holds anything, and every answer of a game has been heard. */
  drain: () => Promise<void>
  /** What the faces of games are offered. */
  orders: FaceOrders
}

export const market: Feature<MarketOffer> = {
  name: 'market',
  async start(ctx, started) {
    const { awaitedEvents, plugStillWanted } = started.of(outgoing)
    plugStillWanted('mint_order.requested', findSentOrders)
    started.of(items).onFeedRead(noteRead)
    started.of(items).plugClosings(closeOwnListings)
    started.of(items).onLooksChanged((tx, { communityId, itemId }) => raiseTerms(tx, communityId, itemId))
    const endings = startEndingsWorker(ctx)
    const mints = startMintsWorker(ctx, awaitedEvents)
    return {
      routes: [
        ...marketRoutes,
        ...listingRoutes,
        ...fillRoutes,
        ...mintOrderRoutes(awaitedEvents),
        ...testingRoutes(awaitedEvents, started.of(items).tests),
      ],
      offer: {
        endDue,
        async drain() {
          endings.wake()
          await endings.drain()
          await mints.drain()
        },
        orders: faceOrders(awaitedEvents),
      },
      async stop() {
        await mints.stop()
        await endings.stop()
      },
    }
  },
}
