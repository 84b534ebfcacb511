/**
 * A member puts up for sale what is still in the game: the units are held from the issuer, so that the cap counts them,
 * and the game is told, in one commit. Whoever issues of the same item takes turns.
 */
import { orderSecondsDefault } from '../../../../contracts/listings.ts'
import { type MintOrder, openMintOrdersMax } from '../../../../contracts/mint-orders.ts'
import type { Context } from '../../../context.ts'
import { decisionTime, type Transaction } from '../../../platform/db/database.ts'
import { invariant } from '../../../platform/invariant.ts'
import { refuse } from '../../../platform/refusal.ts'
import { type Actor, recordedActor } from '../../actor.ts'
import {
  findMember,
  findWebhookId,
  listSequences,
  lockTraded,
  readFaceSettings,
  shownUriOf,
  type TradedTier,
} from '../../items/index.ts'
import { listBalanceRows, listComingRows, listIssuedRows, placeHold, postIn } from '../../ledger/index.ts'
import { getTradedTier } from '../listings/find-tier.ts'
import { lockSeller } from '../listings/listings.store.ts'
import { openCurrencies, planListing } from '../listings/plan-listing.rules.ts'
import { refuseOrder, refuseUnposted } from '../listings/refuse-order.ts'
import { getMarketSettings } from '../settings/get-settings.ts'
import { asTraded } from '../testing/as-traded.ts'
import { readHeld } from '../units/held-units.ts'
import { countOpenMintOrders, findMintOrder, insertMintOrder } from './mint-orders.store.ts'
import { toldOrder, viewMintOrder } from './mint-orders.views.ts'

export interface MintRequest {
  communityId: string
  itemId: string
  quantity: number
  unitPrice: number
  tier?: string | undefined
  currency?: string | undefined
  expiresInS?: number | undefined
  allowPartial?: boolean | undefined
  listOnConfirm?: boolean | undefined
}

export async function requestMint(ctx: Context, actor: Actor, request: MintRequest): Promise<MintOrder> {
  const { communityId, quantity } = request
  const found = await getTradedTier(ctx.db, actor, request, request.tier)
  const memberId = actor.memberId ?? refuse('members_only')
  const by = recordedActor(actor)
  const id = ctx.ids.next()
  return ctx.inTransaction(async (tx) => {
    await lockSeller(tx, communityId, memberId)
    const locked =
      (await lockTraded(tx, communityId, found.tier_id)) ?? refuse('not_found', 'The app is gone.')
    const { tier, isTest } = await asTraded(tx, locked, { communityId, memberId })
    const currency = await checkAsked(tx, tier, request)
    const app = { communityId, appId: tier.app_id }
    const settings = await readFaceSettings(tx, app)
    if (settings.confirmMode === 'on_2xx' && (await findWebhookId(tx, app)) === undefined)
      refuse('app_not_connected', 'The game has no webhook, and so could never answer.')
    if (!(await findMember(tx, communityId, memberId))?.email)
      refuse('app_not_connected', 'You have no e-mail address here, and games know members by theirs.')
    if ((await countOpenMintOrders(tx, { ...app, memberId })) >= openMintOrdersMax)
      refuse('limit_reached', `At most ${openMintOrdersMax} mint orders of one app can be open.`)
    const available = await checkRoom(tx, { communityId, memberId, isTest }, tier, quantity)
    const transfers = await placeHold(tx, {
      ...{ communityId, id, keeper: 'market', purpose: 'mint', asset: tier.asset, amount: quantity },
      ...{ holder: { kind: 'issuer', id: memberId }, actor: by },
    })
    const cause = { kind: 'request' as const, id: actor.requestId }
    const action = `Mint order: ${tier.item_name}`
    const [outcome] = await postIn(ctx, tx, [{ communityId, cause, action, actor: by, transfers }])
    refuseUnposted(outcome, () => ({ asset: tier.asset, required: quantity, available }))
    const confirmBy = (await decisionTime(tx)).getTime() + settings.mintDeadlineS * 1000
    const row = {
      ...{ community_id: communityId, id, app_id: tier.app_id, item_id: tier.item_id, tier_id: tier.tier_id },
      ...{ asset: tier.asset, currency, item_uri: shownUriOf(tier), member_id: memberId, quantity },
      ...{ unit_price: request.unitPrice, lasts_s: request.expiresInS ?? orderSecondsDefault },
      allow_partial: request.allowPartial ?? true,
      list_on_confirm: request.listOnConfirm ?? true,
      ...{ confirm_mode: settings.confirmMode, resends_after_unknown: settings.resendAfterUnknown },
      confirm_by: new Date(confirmBy),
    }
    const told = {
      item_name: tier.item_name,
      tier_key: tier.tier_key,
      state: 'requested',
      listing_id: null,
    } as const
    const [inventory] = await listSequences(tx, communityId, memberId, tier.app_id)
    const eventId = await ctx.events.publish(tx, {
      ...{ communityId, type: 'mint_order.requested', subjectId: memberId, actor: by, cause },
      payload: {
        ...{ appId: tier.app_id, memberId, inventorySequence: inventory?.inventory_sequence ?? 0 },
        ...{ order: toldOrder({ ...row, ...told }), countRemaining: available, reason: null, changes: [] },
      },
      delivery: { notAfter: row.confirm_by, daily: row.resends_after_unknown, tellsAttempts: true },
    })
    await insertMintOrder(tx, { ...row, event_id: eventId })
    const made = await findMintOrder(tx, { communityId, mintOrderId: id })
    invariant(made, 'an order that was just inserted is there')
    return viewMintOrder(made)
  })
}

/** Whether it could be listed at all now; answers the currency. */
async function checkAsked(tx: Transaction, tier: TradedTier, request: MintRequest): Promise<string> {
  if (!tier.is_mintable) refuse('not_mintable')
  const settings = await getMarketSettings(tx, request.communityId)
  const currency = request.currency ?? openCurrencies(tier, settings)[0] ?? tier.currencies[0] ?? 'coins'
  const rates = planListing(tier, settings, { ...request, currency })
  return 'refusal' in rates ? refuseOrder(rates) : currency
}

/** The cap of the item and the limit of the member; answers what the member has available. */
async function checkRoom(
  tx: Transaction,
  { communityId, memberId, isTest }: { communityId: string; memberId: string; isTest: boolean },
  tier: TradedTier,
  quantity: number,
): Promise<number> {
  const { asset, supply_cap: cap, cap_counts: counts, max_per_member: limit } = tier
  if (cap !== null) {
    if (isTest && counts === 'issued_ever')
      refuse('supply_exhausted', 'Its cap counts all that were ever issued, so none is used up by a test.')
    const [supply] = await listIssuedRows(tx, communityId, [asset])
    const issued = supply?.issued ?? 0
    const counted = counts === 'issued_ever' ? issued : issued - (supply?.sunk ?? 0)
    if (counted + quantity > cap)
      refuse('supply_exhausted', `${Math.max(0, cap - counted)} more of it can be issued.`)
  }
  const balances = await listBalanceRows(tx, communityId, [memberId])
  const available = balances.find((row) => row.asset === asset)?.amount ?? 0
  if (limit === null) return available
  const held = await readHeld(tx, communityId, [memberId])
  const coming = await listComingRows(tx, communityId, [memberId])
  const pending = coming.find((row) => row.asset === asset)?.remaining ?? 0
  const owned = available + held.of(memberId, asset) + pending
  if (owned + quantity > limit) refuse('member_limit', `A member has ${limit} of it at most.`)
  return available
}
