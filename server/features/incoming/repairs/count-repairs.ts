/** How many receipts of a webhook have failed, were applied, and wait: what each kind of repair would cover. */
import { repairCountMax } from '../../../../contracts/repairs.ts'
import type { Context } from '../../../context.ts'
import type { WebhookAddress } from '../webhooks/webhook.ts'
import { countCoveredUpTo } from './covered.store.ts'
import { readScope } from './read-order.ts'
import type { RepairScope } from './repair.ts'

export async function countRepairs(
  ctx: Pick<Context, 'db' | 'ids'>,
  address: WebhookAddress,
  moments: { from?: string; to?: string },
) {
  const { scope } = await readScope(ctx, address, { kind: 'undo', ...moments })
  const count = (covered: RepairScope) => countCoveredUpTo(ctx.db, covered, repairCountMax)
  return {
    failed: await count({ ...scope, kind: 'rerun' }),
    applied: await count(scope),
    waiting: await count({ ...scope, kind: 'discard' }),
  }
}
