/** The conservation proof. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { consoleRoute } from '../../console.route.ts'

const ledgerProofRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: 'ledger-proof',
  component: lazyRouteComponent(() => import('./ledger-proof-page.tsx'), 'LedgerProofPage'),
})

export const ledgerProofRoutes = [ledgerProofRoute]
