/** The page of the installation, for its owner: how the server fares, and how long receipts are kept. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { consoleRoute } from '../../console.route.ts'

export const installationRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: 'installation',
  component: lazyRouteComponent(() => import('./installation-page.tsx'), 'InstallationPage'),
})

export const installationRoutes = [installationRoute]
