/** Adds or takes an amount by hand: one posting with the request as its cause. */
import type { GamificationLog } from '../../../contracts/ledger.ts'
import type { Context } from '../../context.ts'
import { decisionTime } from '../../platform/db/database.ts'
import { refuse } from '../../platform/refusal.ts'
import { type Actor, recordedActor } from '../actor.ts'
import { recordAudit } from '../audit/index.ts'
import { issuer, member, sink, treasury } from './accounts.rules.ts'
import { getLivingAsset } from './get-living-asset.ts'
import { findMemberLabel } from './ledger.store.ts'
import { postIn } from './post-in.ts'
import { refuseUnposted } from './refuse-unposted.ts'

export interface Adjustment {
  communityId: string
  memberId: string
  asset: string
  /** Not 0; negative takes away. */
  amount: number
  reason: string
  /** Where it comes from and goes to: the supply, or the treasury. */
  counterparty?: 'supply' | 'treasury'
}

export async function adjustBalance(ctx: Context, actor: Actor, input: Adjustment): Promise<GamificationLog> {
  const { communityId, memberId, asset, amount } = input
  if (amount === 0) refuse('amount_out_of_bounds', 'An adjustment of 0 changes nothing.')
  const { name: assetName } = await getLivingAsset(ctx.db, communityId, asset)
  const by = recordedActor(actor)
  const cause = { kind: 'request', id: actor.requestId } as const
  const action = `Adjustment: ${input.reason}`
  const sides = sidesOf(input)

  return ctx.inTransaction(async (tx) => {
    const memberLabel = await findMemberLabel(tx, communityId, memberId)
    if (memberLabel === undefined) return refuse('not_found', 'There is no such member.')
    await recordAudit(tx, ctx.ids, actor, {
      communityId,
      action: 'balance.adjusted',
      subject: { kind: 'member', id: memberId, label: memberLabel },
      changes: { asset, amount, reason: input.reason, counterparty: input.counterparty ?? 'supply' },
    })
    const transfers = [{ line: 0, asset, amount: Math.abs(amount), ...sides }]
    const [outcome] = await postIn(ctx, tx, [{ communityId, cause, action, actor: by, transfers }])
    const [transfer] = refuseUnposted(outcome, asset)
    const balanceAfter = (amount > 0 ? transfer?.toBalance : transfer?.fromBalance) ?? 0
    return {
      id: transfer?.id ?? actor.requestId,
      at: (await decisionTime(tx)).toISOString(),
      memberId,
      memberLabel,
      asset,
      assetName,
      action,
      amount,
      balanceBefore: balanceAfter - amount,
      balanceAfter,
      cause,
      actor: by,
    }
  })
}

function sidesOf({ communityId, memberId, amount, counterparty }: Adjustment) {
  const isTreasury = counterparty === 'treasury'
  return amount > 0
    ? { from: isTreasury ? treasury(communityId) : issuer, to: member(memberId) }
    : { from: member(memberId), to: isTreasury ? treasury(communityId) : sink }
}
