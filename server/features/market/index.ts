/** The market: units of items for sale between members, and out of the treasuries of apps. */
import type { Feature } from '../feature.ts'
import { endDue } from './endings/end-orders.ts'
import { startEndingsWorker } from './endings/endings-worker.ts'
import { fillRoutes } from './fills/fills.routes.ts'
import { listingRoutes } from './listings/listings.routes.ts'
import { marketRoutes } from './market.routes.ts'

export interface MarketOffer {
  /** Ends one batch of listings whose time is over. */
  endDue: typeof endDue
  /** Settles once nothing that has ended still holds anything. */
  drain: () => Promise<void>
}

export const market: Feature<MarketOffer> = {
  name: 'market',
  async start(ctx) {
    const endings = startEndingsWorker(ctx)
    return {
      routes: [...marketRoutes, ...listingRoutes, ...fillRoutes],
      offer: {
        endDue,
        drain() {
          endings.wake()
          return endings.drain()
        },
      },
      stop: endings.stop,
    }
  },
}
