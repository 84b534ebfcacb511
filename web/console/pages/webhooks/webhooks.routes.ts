/** The pages of Webhooks: the list, creating one, one webhook with its mapping, and Histories. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { consoleRoute } from '../../console.route.ts'
import { word } from '../../search.rules.ts'

export const webhooksRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: 'webhooks',
  component: lazyRouteComponent(() => import('./list/webhooks-page.tsx'), 'WebhooksPage'),
})

export const createWebhookRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: 'webhooks/new',
  component: lazyRouteComponent(() => import('./create/create-webhook-page.tsx'), 'CreateWebhookPage'),
})

export const historiesRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: 'webhooks/histories',
  validateSearch: (search: Record<string, unknown>) => ({
    ...word(search, 'status'),
    ...word(search, 'webhook'),
    ...word(search, 'from'),
    ...word(search, 'to'),
  }),
  component: lazyRouteComponent(() => import('./histories/histories-page.tsx'), 'HistoriesPage'),
})

export const receiptRoute = createRoute({
  getParentRoute: () => historiesRoute,
  path: '$receiptId',
  validateSearch: (search: Record<string, unknown>) => word(search, 'tab'),
  component: lazyRouteComponent(() => import('./histories/receipt-panel.tsx'), 'ReceiptPanel'),
})

export const webhookRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: 'webhooks/$webhookId',
  validateSearch: (search: Record<string, unknown>) => ({
    ...word(search, 'tab'),
    /** The receipt that serves as the sample. */
    ...word(search, 'sample'),
    /** The side panel that is open. */
    ...word(search, 'panel'),
  }),
  component: lazyRouteComponent(() => import('./webhook-page.tsx'), 'WebhookPage'),
})

export const webhooksRoutes = [
  webhooksRoute,
  createWebhookRoute,
  historiesRoute.addChildren([receiptRoute]),
  webhookRoute,
]
