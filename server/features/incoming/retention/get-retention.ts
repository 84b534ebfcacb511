/** How long bodies and metadata of receipts are kept: what the owner of the installation set, or the defaults. */
import { type Retention, retentionDefault } from '../../../../contracts/retention.ts'
import type { Context } from '../../../context.ts'
import { findRetention, type RetentionRow } from './retention.store.ts'

export async function getRetention(ctx: Pick<Context, 'db'>): Promise<Retention> {
  const row = await findRetention(ctx.db)
  return row ? viewRetention(row) : { ...retentionDefault, revision: 1, changedAt: null, changedBy: null }
}

export function viewRetention(row: RetentionRow): Retention {
  return {
    bodyDays: row.body_days,
    metadataDays: row.metadata_days,
    revision: row.revision,
    changedAt: row.created_at.toISOString(),
    changedBy: { kind: row.actor_kind, id: row.actor_id, label: row.actor_label },
  }
}
