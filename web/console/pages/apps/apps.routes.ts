/** The pages of Manage Apps: the list, creating one, and one app. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { consoleRoute } from '../../console.route.ts'
import { word } from '../../search.rules.ts'

export const appsRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: 'apps',
  validateSearch: (search: Record<string, unknown>) => word(search, 'state'),
  component: lazyRouteComponent(() => import('./list/apps-page.tsx'), 'AppsPage'),
})

export const createAppRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: 'apps/new',
  component: lazyRouteComponent(() => import('./create/create-app-page.tsx'), 'CreateAppPage'),
})

export const appRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: 'apps/$appId',
  component: lazyRouteComponent(() => import('./edit/edit-app-page.tsx'), 'EditAppPage'),
})

export const appsRoutes = [appsRoute, createAppRoute, appRoute]
