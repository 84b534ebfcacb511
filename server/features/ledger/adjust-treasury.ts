/** Pays newly issued units into the treasury of a community, or takes units of it out of circulation. */
import type { Context } from '../../context.ts'
import { refuse } from '../../platform/refusal.ts'
import { type Actor, recordedActor } from '../actor.ts'
import { recordAudit } from '../audit/index.ts'
import { issuer, sink, treasury } from './accounts.rules.ts'
import { getLivingAsset } from './get-living-asset.ts'
import { postIn } from './post-in.ts'
import { refuseUnposted } from './refuse-unposted.ts'

export interface TreasuryAdjustment {
  communityId: string
  asset: string
  /** Not 0; negative takes away. */
  amount: number
  reason: string
}

export async function adjustTreasury(
  ctx: Context,
  actor: Actor,
  { communityId, asset, amount, reason }: TreasuryAdjustment,
): Promise<{ asset: string; amount: number }> {
  if (amount === 0) refuse('amount_out_of_bounds', 'An adjustment of 0 changes nothing.')
  await getLivingAsset(ctx.db, communityId, asset)
  const account = treasury(communityId)
  const sides = amount > 0 ? { from: issuer, to: account } : { from: account, to: sink }
  return ctx.inTransaction(async (tx) => {
    await recordAudit(tx, ctx.ids, actor, {
      communityId,
      action: 'treasury.adjusted',
      subject: { kind: 'treasury', id: communityId, label: 'Treasury' },
      changes: { asset, amount, reason },
    })
    const [outcome] = await postIn(ctx, tx, [
      {
        communityId,
        cause: { kind: 'request', id: actor.requestId },
        action: `Adjustment: ${reason}`,
        actor: recordedActor(actor),
        transfers: [{ line: 0, asset, amount: Math.abs(amount), ...sides }],
      },
    ])
    const [transfer] = refuseUnposted(outcome, asset)
    return { asset, amount: (amount > 0 ? transfer?.toBalance : transfer?.fromBalance) ?? 0 }
  })
}
