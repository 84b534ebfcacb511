/** The pages of Manage Apps: the list, creating one, one app, and the items of it. */
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
  validateSearch: (search: Record<string, unknown>) => ({
    ...word(search, 'tab'),
    ...word(search, 'q'),
    ...word(search, 'kind'),
    ...word(search, 'state'),
  }),
  component: lazyRouteComponent(() => import('./edit/edit-app-page.tsx'), 'EditAppPage'),
})

export const createItemRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: 'apps/$appId/items/new',
  component: lazyRouteComponent(() => import('./items/create-item-page.tsx'), 'CreateItemPage'),
})

export const itemRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: 'apps/$appId/items/$itemId',
  component: lazyRouteComponent(() => import('./items/item-page.tsx'), 'ItemPage'),
})

export const appsRoutes = [appsRoute, createAppRoute, appRoute, createItemRoute, itemRoute]
