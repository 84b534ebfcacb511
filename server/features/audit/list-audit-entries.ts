/** Lists what staff and keys changed in a community, newest first. */
import type { AuditEntry } from '../../../contracts/audit.ts'
import type { Page } from '../../../contracts/values.ts'
import type { Context } from '../../context.ts'
import { type PageRequest, pageFrom, readKeyset } from '../../platform/db/keyset.ts'
import { listAuditRows } from './audit.store.ts'
import { auditEntryView } from './audit.views.ts'

export async function listAuditEntries(
  ctx: Pick<Context, 'db'>,
  communityId: string,
  page: PageRequest,
): Promise<{ data: AuditEntry[]; page: Page }> {
  const keyset = readKeyset(page, ['audit', communityId])
  const found = await listAuditRows(ctx.db, communityId, keyset)
  return pageFrom(found, keyset, (row) => row.id, auditEntryView)
}
