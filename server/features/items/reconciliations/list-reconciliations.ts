/** The runs of an app that are kept, and one of them with its differences. */
import {
  mendingCountMax,
  type Reconciliation,
  type ReconciliationSummary,
} from '../../../../contracts/reconciliations.ts'
import type { Context } from '../../../context.ts'
import { type PageRequest, pageFrom, readKeyset } from '../../../platform/db/keyset.ts'
import { refuse } from '../../../platform/refusal.ts'
import type { AppAddress } from '../apps/app.ts'
import { findApp } from '../apps/apps.store.ts'
import { findRun, listMendings, listRunRows, type RunRow } from './reconciliations.store.ts'

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
  const app = { communityId, appId }
  const row = await findRun(ctx.db, app, reconciliationId)
  if (!row) return refuse('not_found', 'There is no such run, or it is kept no longer.')
  const mendings = await listMendings(ctx.db, app, reconciliationId, mendingCountMax)
  return {
    ...summaryOf(row),
    differences: row.differences.map(({ memberId = null, itemId = null, tier = null, ...difference }) => ({
      ...difference,
      ...{ memberId, itemId, tier },
    })),
    mendings: mendings.map(({ id, reason, tags, created_at: at }) => ({
      ...{ postingId: id, at: at.toISOString(), reason, tags },
    })),
  }
}

const summaryOf = (row: Omit<RunRow, 'differences'>): ReconciliationSummary => ({
  id: row.id,
  appId: row.app_id,
  at: row.created_at.toISOString(),
  by:
    row.actor_kind === null || row.actor_label === null
      ? null
      : { kind: row.actor_kind, id: row.actor_id, label: row.actor_label },
  checked: row.checked,
  equal: row.equal,
  counts: row.counts,
})
