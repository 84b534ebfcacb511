/** The pages of Community Settings. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { consoleRoute } from '../../console.route.ts'
import { word } from '../../search.rules.ts'

export const gamificationLogsRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: 'settings/gamification-logs',
  validateSearch: (search: Record<string, unknown>) => ({
    ...word(search, 'asset'),
    ...word(search, 'member'),
    ...word(search, 'cause'),
    ...word(search, 'log'),
  }),
  component: lazyRouteComponent(() => import('./gamification-logs-page.tsx'), 'GamificationLogsPage'),
})

export const userFieldsRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: 'settings/user-fields',
  component: lazyRouteComponent(() => import('./user-fields-page.tsx'), 'UserFieldsPage'),
})

export const apiKeysRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: 'settings/api-keys',
  component: lazyRouteComponent(() => import('./api-keys-page.tsx'), 'ApiKeysPage'),
})

export const auditLogRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: 'settings/audit-log',
  validateSearch: (search: Record<string, unknown>) => word(search, 'entry'),
  component: lazyRouteComponent(() => import('./audit-log-page.tsx'), 'AuditLogPage'),
})

export const generalRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: 'settings/general',
  component: lazyRouteComponent(() => import('./general-page.tsx'), 'GeneralPage'),
})

export const settingsRoutes = [
  gamificationLogsRoute,
  userFieldsRoute,
  apiKeysRoute,
  auditLogRoute,
  generalRoute,
]
