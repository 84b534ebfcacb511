/** Me: the start page of the hall. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { hallRoute } from '../../hall.route.ts'

export const meRoute = createRoute({
  getParentRoute: () => hallRoute,
  path: '/',
  validateSearch: (search: Record<string, unknown>): { asset?: string } =>
    typeof search.asset === 'string' && search.asset !== '' ? { asset: search.asset } : {},
  component: lazyRouteComponent(() => import('./me-page.tsx'), 'MePage'),
})

export const meRoutes = [meRoute]
