/** The alerts of a community, newest first. */
import type { Alert } from '../../../../contracts/insights.ts'
import type { Context } from '../../../context.ts'
import { type PageRequest, pageFrom, readKeyset } from '../../../platform/db/keyset.ts'
import { alertInWords } from './alert-words.rules.ts'
import { type AlertRow, listAlertRows } from './alerts.store.ts'
import { subjectKindOf, subjectNameOf } from './subjects.rules.ts'

export async function listAlerts(
  ctx: Pick<Context, 'db' | 'config'>,
  communityId: string,
  { state = 'open', ...page }: PageRequest & { state?: 'open' | 'all' },
) {
  const keyset = readKeyset(page, { list: 'alerts', communityId, state })
  const found = await listAlertRows(ctx.db, communityId, state === 'open', keyset)
  return pageFrom(
    found,
    keyset,
    (row) => row.id,
    (row) => viewAlert(row, ctx.config.adminContact),
  )
}

export function viewAlert(row: AlertRow, adminContact: string | undefined): Alert {
  const name = subjectNameOf(row.kind, row.subject_name)
  return {
    id: row.id,
    kind: row.kind,
    subject: { kind: subjectKindOf(row.kind), id: row.subject_id, name },
    ...alertInWords(row.kind, name, row.facts, adminContact),
    openedAt: row.opened_at.toISOString(),
    closedAt: row.closed_at?.toISOString() ?? null,
    mutedAt: row.muted_at?.toISOString() ?? null,
  }
}
