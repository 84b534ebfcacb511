/** All routes of the web, in one tree; every page is loaded when it is first opened. */
import type { QueryClient } from '@tanstack/react-query'
import { createRouter } from '@tanstack/react-router'
import { accessRoutes } from '../access/access.routes.ts'
import { consoleRoutes } from '../console/console.routes.ts'
import { docsRoute } from '../docs/docs.routes.ts'
import { hallRoutes } from '../hall/hall.routes.ts'
import { portalRoute } from '../portal/portal.routes.ts'
import { NotFoundPage } from './not-found-page.tsx'
import { PageFailure } from './page-failure.tsx'
import { rootRoute } from './root.route.tsx'
import { mailboxStartRoute, startRoutes } from './start.route.ts'

const routeTree = rootRoute.addChildren([
  ...startRoutes,
  mailboxStartRoute,
  ...accessRoutes,
  docsRoute,
  portalRoute,
  consoleRoutes,
  hallRoutes,
])

export const makeRouter = (queries: QueryClient) =>
  createRouter({
    routeTree,
    context: { queries },
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
    defaultNotFoundComponent: NotFoundPage,
    defaultErrorComponent: PageFailure,
  })

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>
  }
}
