/** The table of contents of the hall. */
import { hallRoute } from './hall.route.ts'
import { inventoryRoutes } from './pages/inventory/inventory.routes.ts'
import { marketRoutes } from './pages/market/market.routes.ts'
import { meRoutes } from './pages/me/me.routes.ts'

export const hallRoutes = hallRoute.addChildren([...meRoutes, ...inventoryRoutes, ...marketRoutes])
