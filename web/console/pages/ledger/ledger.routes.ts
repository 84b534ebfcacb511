/** The ledger explorer; the open transfer stands in the address. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { consoleRoute } from '../../console.route.ts'
import { word } from '../../search.rules.ts'

export const ledgerRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: 'ledger',
  validateSearch: (search: Record<string, unknown>) => ({
    ...word(search, 'asset'),
    ...word(search, 'cause'),
    ...word(search, 'transfer'),
  }),
  component: lazyRouteComponent(() => import('./ledger-page.tsx'), 'LedgerPage'),
})

export const ledgerRoutes = [ledgerRoute]
