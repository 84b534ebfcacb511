/** What staff and their keys post stands in the audit log; what a game posts by itself is its everyday work, told by the ledger. */
import type { Context } from '../../../context.ts'
import type { Transaction } from '../../../platform/db/database.ts'
import type { Actor } from '../../actor.ts'
import { recordAudit } from '../../audit/index.ts'
import type { UnitOperation, UnitOrder } from './posting.ts'
import type { SharedApp } from './postings.store.ts'

export async function auditPosting(
  tx: Transaction,
  ctx: Pick<Context, 'ids'>,
  actor: Actor,
  app: SharedApp,
  { communityId, reason, reference, operations }: UnitOrder,
): Promise<void> {
  if (actor.kind !== 'account' && actor.kind !== 'api_key') return
  await recordAudit(tx, ctx.ids, actor, {
    communityId,
    action: 'units.posted',
    subject: { kind: 'app', id: app.id, label: app.title },
    changes: {
      posting: actor.requestId,
      reason,
      ...(reference ? { reference } : {}),
      operations: operations.map(operationInAudit),
    },
  })
}

function operationInAudit(operation: UnitOperation): Record<string, unknown> {
  const { op, memberId, quantity } = operation
  const what =
    op === 'payout' ? { asset: operation.asset } : { item: operation.item.name, tier: operation.tier.key }
  return { op, memberId, ...what, quantity }
}
