/** `/`: sends everybody where they belong: first run, sign-in, the console for staff, the hall for members. */
import { createRoute, redirect } from '@tanstack/react-router'
import { read } from '../api/queries.ts'
import { findSession } from './require-session.ts'
import { rootRoute } from './root.route.tsx'
import { isStaff } from './session.ts'

export const startRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: async ({ context }) => {
    const session = await findSession(context.queries)
    if (session === undefined) {
      const { isSetUp } = await context.queries.fetchQuery(read('getSetup', {}))
      throw redirect(isSetUp ? { to: '/sign-in' } : { to: '/setup' })
    }
    const [first] = session.memberships
    if (first === undefined) throw redirect({ to: '/welcome' })
    const params = { community: first.communityId }
    throw redirect(
      isStaff(first) ? { to: '/console/$community', params } : { to: '/hall/$community', params },
    )
  },
})
