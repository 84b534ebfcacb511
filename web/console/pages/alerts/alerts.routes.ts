/** Alerts; whether those of the past are shown stands in the address. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { consoleRoute } from '../../console.route.ts'
import { word } from '../../search.rules.ts'

export const alertsRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: 'alerts',
  validateSearch: (search: Record<string, unknown>) => word(search, 'state'),
  component: lazyRouteComponent(() => import('./alerts-page.tsx'), 'AlertsPage'),
})

export const alertsRoutes = [alertsRoute]
