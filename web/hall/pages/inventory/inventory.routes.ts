/** The inventory of a member, and one item of it. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { word } from '../../../console/search.rules.ts'
import { hallRoute } from '../../hall.route.ts'

export const inventoryRoute = createRoute({
  getParentRoute: () => hallRoute,
  path: 'inventory',
  validateSearch: (search: Record<string, unknown>) => ({
    ...word(search, 'q'),
    ...word(search, 'app'),
    ...word(search, 'kind'),
    ...word(search, 'tag'),
  }),
  component: lazyRouteComponent(() => import('./inventory-page.tsx'), 'InventoryPage'),
})

export const hallItemRoute = createRoute({
  getParentRoute: () => hallRoute,
  path: 'items/$itemId',
  validateSearch: (search: Record<string, unknown>) => ({
    ...word(search, 'tier'),
    ...word(search, 'currency'),
  }),
  component: lazyRouteComponent(() => import('../item/item-page.tsx'), 'ItemPage'),
})

export const inventoryRoutes = [inventoryRoute, hallItemRoute]
