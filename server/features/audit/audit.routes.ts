/** The audit log over HTTP. */
import { auditEndpoints } from '../../../contracts/audit.ts'
import { routesOf } from '../routes-of.ts'
import { listAuditEntries } from './list-audit-entries.ts'

export const auditRoutes = routesOf(auditEndpoints)({
  listAuditEntries: async ({ ctx, params, query }) => ({
    status: 200,
    body: await listAuditEntries(ctx, params.communityId, query),
  }),
})
