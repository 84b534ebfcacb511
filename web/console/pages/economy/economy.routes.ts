/** The economy of a community; how many days are shown stands in the address. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { consoleRoute } from '../../console.route.ts'
import { rangeIn } from './range.rules.ts'

export const economyRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: 'economy',
  validateSearch: (search: Record<string, unknown>) => rangeIn(search),
  component: lazyRouteComponent(() => import('./economy-page.tsx'), 'EconomyPage'),
})

export const economyRoutes = [economyRoute]
