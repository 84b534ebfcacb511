/** The installation over HTTP, for its owner. */
import { installationEndpoints } from '../../contracts/installation.ts'
import type { IncomingOffer } from '../features/incoming/index.ts'
import type { Route } from '../features/route.ts'
import { routesOf } from '../features/routes-of.ts'
import type { SlowStatements } from '../platform/db/slow-statements.ts'
import { readStatus } from './read-status.ts'

export function installationRoutes(incoming: Pick<IncomingOffer, 'queue'>, slow: SlowStatements): Route[] {
  return routesOf(installationEndpoints)({
    getInstallationStatus: async ({ ctx }) => ({ status: 200, body: await readStatus(ctx, incoming, slow) }),
  })
}
