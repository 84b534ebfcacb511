/** The table of contents of the console: the routes of every area that is built. */
import { consoleRoute } from './console.route.ts'
import { alertsRoutes } from './pages/alerts/alerts.routes.ts'
import { approvalsRoutes } from './pages/approvals/approvals.routes.ts'
import { appsRoutes } from './pages/apps/apps.routes.ts'
import { currenciesRoutes } from './pages/currencies/currencies.routes.ts'
import { deliveriesRoutes } from './pages/deliveries/deliveries.routes.ts'
import { economyRoutes } from './pages/economy/economy.routes.ts'
import { endpointsRoutes } from './pages/endpoints/endpoints.routes.ts'
import { giftsRoutes } from './pages/gifts/gifts.routes.ts'
import { holdsRoutes } from './pages/holds/holds.routes.ts'
import { installationRoutes } from './pages/installation/installation.routes.ts'
import { ledgerRoutes } from './pages/ledger/ledger.routes.ts'
import { ledgerProofRoutes } from './pages/ledger-proof/ledger-proof.routes.ts'
import { mailboxRoutes } from './pages/mailbox/mailbox.routes.ts'
import { marketRoutes } from './pages/market/market.routes.ts'
import { membersRoutes } from './pages/members/members.routes.ts'
import { mergesRoutes } from './pages/merges/merges.routes.ts'
import { ordersRoutes } from './pages/orders/orders.routes.ts'
import { overviewRoutes } from './pages/overview/overview.routes.ts'
import { reconciliationsRoutes } from './pages/reconciliations/reconciliations.routes.ts'
import { settingsRoutes } from './pages/settings/settings.routes.ts'
import { webhooksRoutes } from './pages/webhooks/webhooks.routes.ts'

export const consoleRoutes = consoleRoute.addChildren([
  ...overviewRoutes,
  ...membersRoutes,
  ...webhooksRoutes,
  ...alertsRoutes,
  ...endpointsRoutes,
  ...deliveriesRoutes,
  ...appsRoutes,
  ...approvalsRoutes,
  ...mergesRoutes,
  ...ordersRoutes,
  ...giftsRoutes,
  ...reconciliationsRoutes,
  ...marketRoutes,
  ...economyRoutes,
  ...ledgerRoutes,
  ...ledgerProofRoutes,
  ...currenciesRoutes,
  ...holdsRoutes,
  ...settingsRoutes,
  ...installationRoutes,
  ...mailboxRoutes,
])
