/** Orders and fills of the market; filters, and what is open beside the list, stand in the address. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { consoleRoute } from '../../console.route.ts'
import { word } from '../../search.rules.ts'

const ordersRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: 'orders',
  validateSearch: (search: Record<string, unknown>) => ({
    ...word(search, 'tab'),
    ...word(search, 'state'),
    ...word(search, 'kind'),
    ...word(search, 'app'),
    ...word(search, 'mint'),
    ...word(search, 'listing'),
    ...word(search, 'fill'),
  }),
  component: lazyRouteComponent(() => import('./orders-page.tsx'), 'OrdersPage'),
})

export const ordersRoutes = [ordersRoute]
