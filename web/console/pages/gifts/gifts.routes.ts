/** Gifts of all members; the filter and the open gift stand in the address. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { consoleRoute } from '../../console.route.ts'
import { word } from '../../search.rules.ts'

const giftsRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: 'gifts',
  validateSearch: (search: Record<string, unknown>) => ({
    ...word(search, 'state'),
    ...word(search, 'gift'),
    ...word(search, 'member'),
  }),
  component: lazyRouteComponent(() => import('./gifts-page.tsx'), 'GiftsPage'),
})

export const giftsRoutes = [giftsRoute]
