/** Undoes a fill, all of it or nothing: staff does, with a reason that both sides can read. */
import type { Fill } from '../../../../contracts/fills.ts'
import type { Context } from '../../../context.ts'
import { decisionTime, type Transaction } from '../../../platform/db/database.ts'
import { refuse } from '../../../platform/refusal.ts'
import { type Actor, recordedActor } from '../../actor.ts'
import { recordAudit } from '../../audit/index.ts'
import { shareTraded, type TradedTier } from '../../items/index.ts'
import { feeAccounts, listBalanceRows, postIn } from '../../ledger/index.ts'
import { viewerOf } from '../listings/listings.views.ts'
import { refuseOrder, refuseUnposted } from '../listings/refuse-order.ts'
import { readHeld } from '../units/held-units.ts'
import { takeSequences } from '../units/sequences.ts'
import { announceReversal } from './announce-reversal.ts'
import { accountOf, type FillRow } from './fill.ts'
import { findShownFill, markReversed } from './fills.store.ts'
import { viewFill } from './fills.views.ts'
import { planReversal } from './plan-reversal.rules.ts'
import { releaseTradeHeld } from './release-trade-held.ts'

export interface ReversalOrder {
  communityId: string
  fillId: string
  reason: string
  coverFromFees?: boolean | undefined
}

export async function reverseFill(ctx: Context, actor: Actor, order: ReversalOrder): Promise<Fill> {
  const { communityId, fillId, coverFromFees = false } = order
  const reason = order.reason.trim()
  const fill = await findShownFill(ctx.db, communityId, fillId)
  if (!fill) return refuse('not_found', 'There is no such fill.')
  return ctx.inTransaction(async (tx) => {
    const tier = (await shareTraded(tx, communityId, fill.tier_id)) ?? refuse('not_found', 'Its app is gone.')
    if (!(await markReversed(tx, communityId, fillId, reason)))
      refuse('already_reversed', 'It was reversed before.')
    const seller = accountOf(fill.seller_kind, fill.seller_id)
    const royalty = accountOf(fill.royalty_kind, fill.royalty_id)
    const memberIds = [fill.buyer_id, ...(fill.seller_kind === 'member' ? [fill.seller_id] : [])]
    const sequences = await takeSequences(tx, { communityId, appId: fill.app_id }, memberIds)
    const held = await readHeld(tx, communityId, memberIds)
    const balances = await readCoins(tx, fill)
    const parts = { fill, asset: tier.asset, seller, royalty }
    const planned = planReversal(parts, balances, coverFromFees)
    if ('required' in planned) return refuseShort(fill, planned)
    await releaseTradeHeld(tx, fill)
    const [outcome] = await postIn(ctx, tx, [
      {
        ...{ communityId, cause: { kind: 'request', id: actor.requestId }, actor: recordedActor(actor) },
        ...{ action: `Reversed: ${tier.item_name}`, transfers: planned },
      },
    ])
    const transfers = refuseUnposted(outcome, (line, available) =>
      line === 0
        ? { asset: tier.asset, required: fill.quantity, available }
        : { asset: fill.currency, required: planned[line]?.amount ?? 0, available },
    )
    const reversed = { ...fill, reversed_at: await decisionTime(tx), reversal_reason: reason }
    await announceReversal(tx, ctx, actor, { fill: reversed, tier, transfers, sequences, held })
    await audit(tx, ctx, actor, reversed, tier, coverFromFees)
    return viewFill(reversed, tier, viewerOf(actor))
  })
}

function refuseShort(
  { currency }: FillRow,
  { required, available }: { required: number; available: number },
): never {
  const detail = `${required} ${currency} have to go back, and ${available} are there.`
  return refuseOrder({
    ...{ refusal: 'insufficient_balance', detail },
    facts: { asset: currency, required, available },
  })
}

/** Of everybody who got a part, and of the fees of the community. */
async function readCoins(tx: Transaction, fill: FillRow): Promise<Map<string, number>> {
  const fees = feeAccounts(fill.community_id).flatMap(({ id }) => id ?? [])
  const rows = await listBalanceRows(tx, fill.community_id, [fill.seller_id, fill.royalty_id, ...fees])
  const own = rows.filter(({ asset }) => asset === fill.currency)
  return new Map(own.map(({ holder_id, amount }) => [holder_id, amount]))
}

async function audit(
  tx: Transaction,
  ctx: Pick<Context, 'ids'>,
  actor: Actor,
  fill: FillRow,
  tier: TradedTier,
  coverFromFees: boolean,
): Promise<void> {
  await recordAudit(tx, ctx.ids, actor, {
    communityId: fill.community_id,
    action: 'fill.reversed',
    subject: { kind: 'fill', id: fill.id, label: tier.item_name },
    changes: { quantity: fill.quantity, gross: fill.gross, reason: fill.reversal_reason, coverFromFees },
  })
}
