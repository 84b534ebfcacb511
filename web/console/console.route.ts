/**
 * The route of the console, `/console/{community}`. An area adds its pages as children: it exports a list of
 * routes whose parent is this one (see pages/members/members.routes.ts), console.routes.ts lists it, and
 * navigation.ts shows it.
 */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { requireSession } from '../app/require-session.ts'
import { rootRoute } from '../app/root.route.tsx'

export const consoleRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/console/$community',
  beforeLoad: ({ context, location }) => requireSession(context.queries, location.href).then(() => undefined),
  component: lazyRouteComponent(() => import('./console-shell.tsx'), 'ConsoleShell'),
})
