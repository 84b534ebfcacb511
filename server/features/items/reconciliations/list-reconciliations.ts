/** The runs of an app that are kept, and one of them with its differences. */
import type { Reconciliation, ReconciliationSummary } from '../../../../contracts/reconciliations.ts'
import type { Context } from '../../../context.ts'
import { type PageRequest, pageFrom, readKeyset } from '../../../platform/db/keyset.ts'
import { refuse } from '../../../platform/refusal.ts'
import type { AppAddress } from '../apps/app.ts'
import { findApp } from '../apps/apps.store.ts'
import { findRun, listRunRows, type RunRow } from './reconciliations.store.ts'

export async function listReconciliations(
  ctx: Pick<Context, 'db'>,
  { communityId, appId }: AppAddress,
  page: PageRequest,
) {
  const app = { communityId, appId }
  if (!(await findApp(ctx.db, app))) return refuse('not_found', 'There is no such app.')
  const keyset = readKeyset(page, { list: 'reconciliations', ...app })
  return pageFrom(await listRunRows(ctx.db, app, keyset), keyset, (row) => row.id, summaryOf)
}

export async function getReconciliation(
  ctx: Pick<Context, 'db'>,
  { communityId, appId, reconciliationId }: AppAddress & { reconciliationId: string },
): Promise<Reconciliation> {
  const row = await findRun(ctx.db, { communityId, appId }, reconciliationId)
  if (!row) return refuse('not_found', 'There is no such run, or it is kept no longer.')
  return { ...summaryOf(row), differences: row.differences }
}

const summaryOf = (row: Omit<RunRow, 'differences'>): ReconciliationSummary => ({
  id: row.id,
  appId: row.app_id,
  at: row.created_at.toISOString(),
  checked: row.checked,
  equal: row.equal,
  counts: row.counts,
})
