/** `/`, `/console`, `/hall`: sends everybody where they belong: first run, sign-in, the console for staff, the hall for members. */
import type { QueryClient } from '@tanstack/react-query'
import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { read } from '../api/queries.ts'
import { findSession, requireSession } from './require-session.ts'
import { rootRoute } from './root.route.tsx'
import { isStaff } from './session.ts'

/** Answers only for an account without any community: everybody else is sent on. */
async function sendOn(queries: QueryClient): Promise<void> {
  const session = await findSession(queries)
  if (session === undefined) {
    const { isSetUp } = await queries.fetchQuery(read('getSetup', {}))
    throw redirect(isSetUp ? { to: '/sign-in' } : { to: '/setup' })
  }
  const [first] = session.memberships
  if (first === undefined) return
  const params = { community: first.communityId }
  throw redirect(isStaff(first) ? { to: '/console/$community', params } : { to: '/hall/$community', params })
}

/** The addresses without a community. */
export const startRoutes = (['/', '/console', '/hall'] as const).map((path) =>
  createRoute({
    getParentRoute: () => rootRoute,
    path,
    beforeLoad: ({ context }) => sendOn(context.queries),
    component: lazyRouteComponent(() => import('./welcome-page.tsx'), 'WelcomePage'),
  }),
)

/** The printed address of the mailbox page leads to it in the console. */
export const mailboxStartRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/mailbox',
  beforeLoad: async ({ context, location }) => {
    const { memberships } = await requireSession(context.queries, location.href)
    const [first] = memberships
    if (first === undefined) throw redirect({ to: '/' })
    throw redirect({ to: '/console/$community/mailbox', params: { community: first.communityId } })
  },
})
