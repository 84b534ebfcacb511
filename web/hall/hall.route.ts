/** The route of the hall, `/hall/{community}`: what members see. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { requireSession } from '../app/require-session.ts'
import { rootRoute } from '../app/root.route.tsx'

export const hallRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/hall/$community',
  beforeLoad: ({ context, location }) => requireSession(context.queries, location.href).then(() => undefined),
  component: lazyRouteComponent(() => import('./hall-shell.tsx'), 'HallShell'),
})
