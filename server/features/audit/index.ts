/** The audit log: what staff and keys changed, when, and for which reason; entries are only ever added. */
import type { Feature } from '../feature.ts'
import { auditRoutes } from './audit.routes.ts'

export { changesBetween } from './audit.rules.ts'
export { type AuditedActor, type AuditedChange, recordAudit } from './record-audit.ts'

export const audit: Feature = {
  name: 'audit',
  start: async () => ({ routes: auditRoutes, offer: undefined }),
}
