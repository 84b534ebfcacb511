/** The reference page of the native API. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../app/root.route.tsx'

export const referenceRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/docs',
  validateSearch: (search: Record<string, unknown>): { search?: string } =>
    typeof search.search === 'string' && search.search !== '' ? { search: search.search } : {},
  component: lazyRouteComponent(() => import('./reference-page.tsx'), 'ReferencePage'),
})

export const referenceRoutes = [referenceRoute]
