/** Deliveries: the explorer, and one delivery beside it. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { consoleRoute } from '../../console.route.ts'
import { word } from '../../search.rules.ts'

export const deliveriesRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: 'deliveries',
  validateSearch: (search: Record<string, unknown>) => ({
    ...word(search, 'endpoint'),
    ...word(search, 'status'),
    ...word(search, 'type'),
  }),
  component: lazyRouteComponent(() => import('./deliveries-page.tsx'), 'DeliveriesPage'),
})

export const deliveryRoute = createRoute({
  getParentRoute: () => deliveriesRoute,
  path: '$deliveryId',
  validateSearch: (search: Record<string, unknown>) => word(search, 'tab'),
  component: lazyRouteComponent(() => import('./delivery-panel.tsx'), 'DeliveryPanel'),
})

export const deliveriesRoutes = [deliveriesRoute.addChildren([deliveryRoute])]
