/** Adds or takes an amount by hand: one posting with the request as its cause. */
import type { GamificationLog } from '../../../contracts/ledger.ts'
import type { Context } from '../../context.ts'
import { decisionTime } from '../../platform/db/database.ts'
import { refuse } from '../../platform/refusal.ts'
import { type Actor, recordedActor } from '../actor.ts'
import { recordAudit } from '../audit/index.ts'
import { findMemberLabel, listAssetRows } from './ledger.store.ts'
import { postIn } from './post-in.ts'
import { issuer, member, sink } from './posting.ts'

export interface Adjustment {
  communityId: string
  memberId: string
  asset: string
  /** Not 0; negative takes away. */
  amount: number
  reason: string
}

export async function adjustBalance(ctx: Context, actor: Actor, input: Adjustment): Promise<GamificationLog> {
  const { communityId, memberId, asset, amount } = input
  if (amount === 0) refuse('amount_out_of_bounds', 'An adjustment of 0 changes nothing.')
  const assets = await listAssetRows(ctx.db, communityId)
  if (!assets.some(({ code }) => code === asset)) {
    refuse(
      'asset_unknown',
      `There is no currency "${asset}" here. There are: ${assets.map(({ code }) => code).join(', ')}.`,
    )
  }
  const by = recordedActor(actor)
  const cause = { kind: 'request', id: actor.requestId } as const
  const action = `Adjustment: ${input.reason}`
  const sides = amount > 0 ? { from: issuer, to: member(memberId) } : { from: member(memberId), to: sink }

  return ctx.inTransaction(async (tx) => {
    const memberLabel = await findMemberLabel(tx, communityId, memberId)
    if (memberLabel === undefined) return refuse('not_found', 'There is no such member.')
    await recordAudit(tx, ctx.ids, actor, {
      communityId,
      action: 'balance.adjusted',
      subject: { kind: 'member', id: memberId, label: memberLabel },
      changes: { asset, amount, reason: input.reason },
    })
    const transfers = [{ line: 0, asset, amount: Math.abs(amount), ...sides }]
    const [outcome] = await postIn(ctx, tx, [{ communityId, cause, action, actor: by, transfers }])
    if (!outcome?.isPosted)
      return refuse(outcome?.refusal ?? 'already_posted', refusalInWords(outcome, asset))
    const [transfer] = outcome.transfers
    const balanceAfter = (amount > 0 ? transfer?.toBalance : transfer?.fromBalance) ?? 0
    return {
      id: transfer?.id ?? actor.requestId,
      at: (await decisionTime(tx)).toISOString(),
      memberId,
      memberLabel,
      asset,
      action,
      amount,
      balanceBefore: balanceAfter - amount,
      balanceAfter,
      cause,
      actor: by,
    }
  })
}

function refusalInWords(
  outcome: { refusal: string; balance: number | null } | undefined,
  asset: string,
): string {
  if (outcome?.refusal === 'insufficient_balance') return `The balance is ${outcome.balance ?? 0} ${asset}.`
  return 'A balance cannot grow beyond 9,007,199,254,740,991.'
}
