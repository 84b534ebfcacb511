/** The pages of Members: the list, and one member beside it. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { consoleRoute } from '../../console.route.ts'
import { word } from '../../search.rules.ts'

export const membersRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: 'members',
  validateSearch: (search: Record<string, unknown>) => word(search, 'search'),
  component: lazyRouteComponent(() => import('./members-page.tsx'), 'MembersPage'),
})

export const memberRoute = createRoute({
  getParentRoute: () => membersRoute,
  path: '$memberId',
  validateSearch: (search: Record<string, unknown>) => ({
    ...word(search, 'tab'),
    ...word(search, 'q'),
    ...word(search, 'game'),
  }),
  component: lazyRouteComponent(() => import('./member-panel.tsx'), 'MemberPanel'),
})

export const membersRoutes = [membersRoute.addChildren([memberRoute])]
