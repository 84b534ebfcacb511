/** How many receipts of a webhook have failed, were applied, and wait: what each kind of repair would cover. */
import type { Context } from '../../../context.ts'
import type { WebhookAddress } from '../webhooks/webhook.ts'
import { countCovered } from './covered.store.ts'
import { readScope } from './read-order.ts'

export async function countRepairs(
  ctx: Pick<Context, 'db' | 'ids'>,
  address: WebhookAddress,
  moments: { from?: string; to?: string },
) {
  const { scope } = await readScope(ctx, address, { kind: 'undo', ...moments })
  return {
    failed: await countCovered(ctx.db, { ...scope, kind: 'rerun' }),
    applied: await countCovered(ctx.db, scope),
    waiting: await countCovered(ctx.db, { ...scope, kind: 'discard' }),
  }
}
