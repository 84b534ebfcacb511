/**
 * The desk at which several purchases are decided one after the other: all that they need is locked when it opens, and
 * what was sold is written down at once when it closes.
 */
import type { MarketSettings } from '../../../../contracts/market.ts'
import type { Context } from '../../../context.ts'
import type { Transaction } from '../../../platform/db/database.ts'
import { invariant } from '../../../platform/invariant.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { recordedActor } from '../../actor.ts'
import { insertTradeHolds, shareTradedOf, type TradedTier, tradeHoldUntil } from '../../items/index.ts'
import { member, type OpenPostings, openPostings, updateHolds } from '../../ledger/index.ts'
import { noListing } from '../listings/get-listing.ts'
import { lockListings, type TimedListing } from '../listings/listings.store.ts'
import { refuseTrade } from '../listings/plan-listing.rules.ts'
import { whyUnposted } from '../listings/refuse-order.ts'
import { getMarketSettings } from '../settings/get-settings.ts'
import { type HeldUnits, readComing, readHeld } from '../units/held-units.ts'
import { type OpenSequences, openSequences } from '../units/sequences.ts'
import { insertFills, saveSold } from './fills.store.ts'
import { accountsOf, type PlannedFill, planFill, refusePurchase } from './plan-fill.rules.ts'
import type { Late, Sold, Wanted } from './purchase.ts'

export interface Desk {
  sell: (wanted: Wanted) => Sold | Late
  write: () => Promise<void>
}

/** What is locked and read for those who want something. */
interface Stock {
  communityId: string
  settings: MarketSettings
  tiers: ReadonlyMap<string, TradedTier>
  /** As they are after what was sold so far. */
  listings: Map<string, TimedListing>
  sequences: OpenSequences
  held: HeldUnits
  coming: HeldUnits
  postings: OpenPostings
}

export async function openDesk(
  tx: Transaction,
  ctx: Pick<Context, 'ids' | 'events'>,
  communityId: string,
  wanted: readonly Wanted[],
): Promise<Desk> {
  const stock = await setUp(tx, ctx, communityId, wanted)
  const sold: Sold[] = []
  return {
    sell(each) {
      const end = decide(stock, each)
      if ('row' in end) sold.push(end)
      return end
    },
    async write() {
      if (sold.length === 0) return
      await insertFills(
        tx,
        sold.map(({ row }) => row),
      )
      const changed = [...new Map(sold.map(({ listing }) => [listing.id, listing])).values()]
      await saveSold(tx, communityId, changed)
      await updateHolds(tx, communityId, changed.map(holdOf))
      await insertTradeHolds(
        tx,
        sold.flatMap((each) => tradeHoldOf(ctx, each, stock.settings)),
      )
      await stock.sequences.write()
      await stock.postings.write()
    },
  }
}

async function setUp(
  tx: Transaction,
  ctx: Pick<Context, 'ids' | 'events'>,
  communityId: string,
  wanted: readonly Wanted[],
): Promise<Stock> {
  const settings = await getMarketSettings(tx, communityId)
  const tierIds = [...new Set(wanted.map(({ tierId }) => tierId))]
  const tiers = new Map((await shareTradedOf(tx, communityId, tierIds)).map((tier) => [tier.tier_id, tier]))
  const listingIds = [...new Set(wanted.map(({ listingId }) => listingId))]
  const listings = new Map(
    (await lockListings(tx, communityId, listingIds)).map((listing) => [listing.id, listing]),
  )
  // Whoever came too late while the locks were waited for needs none of what follows.
  const open = wanted.filter((each) => refuse({ listings, tiers, settings }, each) === undefined)
  const buyerIds = [...new Set(open.map(({ units }) => units.buyerId))]
  const sequences = await openSequences(
    tx,
    communityId,
    open.map(({ tierId, units }) => ({ appId: tierOf(tiers, tierId).app_id, memberId: units.buyerId })),
  )
  const held = await readHeld(tx, communityId, buyerIds)
  const isLimited = [...tiers.values()].some(({ max_per_member }) => max_per_member !== null)
  const coming = await readComing(tx, communityId, isLimited ? buyerIds : [])
  const postings = await openPostings(
    ctx,
    tx,
    open.map(({ listingId, tierId, units, fillId }) => {
      const listing = listings.get(listingId)
      invariant(listing, 'a listing that is open is there')
      return {
        communityId,
        transfers: accountsOf(listing, tierOf(tiers, tierId), settings, units, fillId),
      }
    }),
  )
  return { communityId, settings, tiers, listings, sequences, held, coming, postings }
}

function tierOf(tiers: Stock['tiers'], tierId: string): TradedTier {
  const tier = tiers.get(tierId)
  invariant(tier, 'what is traded has its tier')
  return tier
}

/** Why not, as far as the ledger need not be asked. */
function refuse(
  { listings, tiers, settings }: Pick<Stock, 'listings' | 'tiers' | 'settings'>,
  { listingId, tierId, units }: Wanted,
): Late | undefined {
  const listing = listings.get(listingId)
  const tier = tiers.get(tierId)
  if (!listing || !tier)
    return { refused: new Refusal('not_found', { detail: noListing }), listing: undefined }
  const refused = refusePurchase(listing, units, listing.now) ?? refuseTrade(tier, settings, listing.currency)
  return refused && { refused, listing }
}

function decide(stock: Stock, wanted: Wanted): Sold | Late {
  const refused = refuse(stock, wanted)
  if (refused) return refused
  const { actor, units, fillId } = wanted
  const listing = stock.listings.get(wanted.listingId) as TimedListing
  const tier = tierOf(stock.tiers, wanted.tierId)
  const planned = planFill(listing, tier, stock.settings, units, fillId)
  invariant(planned.keepsMinimumTake, 'a seller gets what was promised')
  const { buyerId, quantity } = units
  const had = stock.postings.balanceOf(stock.communityId, member(buyerId), tier.asset)
  const countAfter = had + quantity
  const ownedAfter = countAfter + stock.held.of(buyerId, tier.asset)
  const { max_per_member: max } = tier
  if (max !== null && ownedAfter + stock.coming.of(buyerId, tier.asset) > max) {
    const detail = `A member has ${max} of it at most. Nothing was charged.`
    return { refused: { refusal: 'member_limit', detail }, listing }
  }
  const outcome = stock.postings.post({
    communityId: stock.communityId,
    cause: { kind: 'request', id: actor.requestId },
    action: `Bought: ${tier.item_name}`,
    actor: recordedActor(actor),
    transfers: planned.transfers,
  })
  if (!outcome.isPosted) return { refused: whyUnposted(outcome, paidBefore(planned)), listing }
  const after = { ...listing, ...planned.after }
  stock.listings.set(listing.id, after)
  const inventorySequence = stock.sequences.next(tier.app_id, buyerId)
  return {
    ...{ actor, listing: after, tier, moved: { countAfter, ownedAfter, inventorySequence } },
    row: { ...planned.fill, created_at: listing.now, reversed_at: null, reversal_reason: null },
  }
}

/** What the buyer had before the lines of this posting that were paid already. */
const paidBefore =
  ({ fill, transfers }: PlannedFill) =>
  (line: number, balance: number) => {
    const paid = transfers.filter((each) => each.line > 0 && each.line < line)
    const available = paid.reduce((sum, { amount }) => sum + amount, balance)
    return { asset: fill.currency, required: fill.gross, available }
  }

const holdOf = ({ id, filled, remaining }: TimedListing) => ({
  ...{ id, posted: filled, returned: 0, remaining },
  state: remaining === 0 ? ('posted' as const) : ('pending' as const),
})

function tradeHoldOf(
  { ids }: Pick<Context, 'ids'>,
  { row, tier }: Sold,
  { tradeHoldFloorS }: Pick<MarketSettings, 'tradeHoldFloorS'>,
) {
  const until = tradeHoldUntil(row.created_at, tier.purchase_hold_s, tradeHoldFloorS)
  if (!until) return []
  const holding = { communityId: row.community_id, memberId: row.buyer_id, tierId: row.tier_id }
  return [{ ...holding, id: ids.next(), quantity: row.quantity, until }]
}
