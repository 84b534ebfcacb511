/** The settings of the market. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { consoleRoute } from '../../console.route.ts'

const marketRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: 'market',
  component: lazyRouteComponent(() => import('./market-settings-page.tsx'), 'MarketSettingsPage'),
})

export const marketRoutes = [marketRoute]
