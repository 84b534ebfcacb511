/** Reconciliations of an app; the app and the open run stand in the address. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { consoleRoute } from '../../console.route.ts'
import { word } from '../../search.rules.ts'

const reconciliationsRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: 'reconciliations',
  validateSearch: (search: Record<string, unknown>) => ({
    ...word(search, 'app'),
    ...word(search, 'run'),
  }),
  component: lazyRouteComponent(() => import('./reconciliations-page.tsx'), 'ReconciliationsPage'),
})

export const reconciliationsRoutes = [reconciliationsRoute]
