/** Apps that wait for approval; the open one stands in the address. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { consoleRoute } from '../../console.route.ts'
import { word } from '../../search.rules.ts'

const approvalsRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: 'approvals',
  validateSearch: (search: Record<string, unknown>) => word(search, 'app'),
  component: lazyRouteComponent(() => import('./approvals-page.tsx'), 'ApprovalsPage'),
})

export const approvalsRoutes = [approvalsRoute]
