/** Holds; the filter and the open hold stand in the address. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { consoleRoute } from '../../console.route.ts'
import { word } from '../../search.rules.ts'

export const holdsRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: 'holds',
  validateSearch: (search: Record<string, unknown>) => ({
    ...word(search, 'state'),
    ...word(search, 'hold'),
  }),
  component: lazyRouteComponent(() => import('./holds-page.tsx'), 'HoldsPage'),
})

export const holdsRoutes = [holdsRoute]
