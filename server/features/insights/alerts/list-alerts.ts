/** The alerts of a community, newest first. */
import { type Alert, type AlertKind, endpointAlertKinds } from '../../../../contracts/insights.ts'
import type { Context } from '../../../context.ts'
import { type PageRequest, pageFrom, readKeyset } from '../../../platform/db/keyset.ts'
import { alertInWords } from './alert-words.rules.ts'
import { type AlertRow, listAlertRows } from './alerts.store.ts'

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

export const subjectKindOf = (kind: AlertKind): Alert['subject']['kind'] =>
  endpointAlertKinds.some((each) => each === kind) ? 'endpoint' : 'incoming_webhook'

export function viewAlert(row: AlertRow, adminContact: string | undefined): Alert {
  const subjectKind = subjectKindOf(row.kind)
  const name = row.subject_name ?? `A deleted ${subjectKind === 'endpoint' ? 'endpoint' : 'webhook'}`
  return {
    id: row.id,
    kind: row.kind,
    subject: { kind: subjectKind, id: row.subject_id, name },
    ...alertInWords(row.kind, name, row.facts, adminContact),
    openedAt: row.opened_at.toISOString(),
    closedAt: row.closed_at?.toISOString() ?? null,
    mutedAt: row.muted_at?.toISOString() ?? null,
  }
}
