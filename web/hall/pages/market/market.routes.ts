/** The market of a community, and the orders of a member. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { word } from '../../../console/search.rules.ts'
import { hallRoute } from '../../hall.route.ts'

const marketRoute = createRoute({
  getParentRoute: () => hallRoute,
  path: 'market',
  validateSearch: (search: Record<string, unknown>) => ({
    ...word(search, 'q'),
    ...word(search, 'kind'),
    ...word(search, 'app'),
    ...word(search, 'currency'),
    ...word(search, 'from'),
    ...word(search, 'to'),
    ...word(search, 'sort'),
  }),
  component: lazyRouteComponent(() => import('./market-page.tsx'), 'MarketPage'),
})

const ordersRoute = createRoute({
  getParentRoute: () => hallRoute,
  path: 'orders',
  validateSearch: (search: Record<string, unknown>) => ({
    ...word(search, 'tab'),
    ...word(search, 'state'),
    ...word(search, 'direction'),
  }),
  component: lazyRouteComponent(() => import('../orders/orders-page.tsx'), 'OrdersPage'),
})

export const marketRoutes = [marketRoute, ordersRoute]
