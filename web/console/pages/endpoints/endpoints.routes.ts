/** The pages of outgoing webhooks: the list, creating one, one endpoint, and the catalog of events. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { consoleRoute } from '../../console.route.ts'
import { word } from '../../search.rules.ts'

export const endpointsRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: 'endpoints',
  component: lazyRouteComponent(() => import('./list/endpoints-page.tsx'), 'EndpointsPage'),
})

export const createEndpointRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: 'endpoints/new',
  /** An event that is chosen already. */
  validateSearch: (search: Record<string, unknown>) => word(search, 'type'),
  component: lazyRouteComponent(() => import('./create/create-endpoint-page.tsx'), 'CreateEndpointPage'),
})

export const endpointRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: 'endpoints/$endpointId',
  validateSearch: (search: Record<string, unknown>) => word(search, 'tab'),
  component: lazyRouteComponent(() => import('./page/endpoint-page.tsx'), 'EndpointPage'),
})

export const eventCatalogRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: 'event-catalog',
  validateSearch: (search: Record<string, unknown>) => word(search, 'search'),
  component: lazyRouteComponent(() => import('./event-types/event-catalog-page.tsx'), 'EventCatalogPage'),
})

export const eventTypeRoute = createRoute({
  getParentRoute: () => eventCatalogRoute,
  path: '$eventType',
  component: lazyRouteComponent(() => import('./event-types/event-type-panel.tsx'), 'EventTypePanel'),
})

export const endpointsRoutes = [
  endpointsRoute,
  createEndpointRoute,
  endpointRoute,
  eventCatalogRoute.addChildren([eventTypeRoute]),
]
