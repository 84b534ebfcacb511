/** Merges; the filter and the open merge stand in the address. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { consoleRoute } from '../../console.route.ts'
import { word } from '../../search.rules.ts'

const mergesRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: 'merges',
  validateSearch: (search: Record<string, unknown>) => ({
    ...word(search, 'state'),
    ...word(search, 'merge'),
    ...word(search, 'member'),
  }),
  component: lazyRouteComponent(() => import('./merges-page.tsx'), 'MergesPage'),
})

export const mergesRoutes = [mergesRoute]
