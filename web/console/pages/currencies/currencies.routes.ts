/** The currencies of a community. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { consoleRoute } from '../../console.route.ts'

export const currenciesRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: 'currencies',
  component: lazyRouteComponent(() => import('./currencies-page.tsx'), 'CurrenciesPage'),
})

export const currenciesRoutes = [currenciesRoute]
