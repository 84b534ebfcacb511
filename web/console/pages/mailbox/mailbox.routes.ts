/** The mailbox page: what would have been mailed, for the installation's owner. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { consoleRoute } from '../../console.route.ts'

export const mailboxRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: 'mailbox',
  component: lazyRouteComponent(() => import('./mailbox-page.tsx'), 'MailboxPage'),
})

export const mailboxRoutes = [mailboxRoute]
