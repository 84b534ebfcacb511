/** The economy of a community; how many days are shown stands in the address. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { consoleRoute } from '../../console.route.ts'
import { word } from '../../search.rules.ts'

export const economyRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: 'economy',
  validateSearch: (search: Record<string, unknown>) => word(search, 'days'),
  component: lazyRouteComponent(() => import('./economy-page.tsx'), 'EconomyPage'),
})

export const economyRoutes = [economyRoute]
