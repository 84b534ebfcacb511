/**
 * Buys units of listings, for all who came at the same moment. Whoever is too late is refused before anything is locked;
 * for the others the apps and items (shared), the listings, the buyers' counters and the balances are locked in this
 * order, each kind in the order of its ids, and decided one after the other. Nothing is charged unless the units arrive.
 */
import type { Fill } from '../../../../contracts/fills.ts'
import type { Context } from '../../../context.ts'
import type { Transaction } from '../../../platform/db/database.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { noListing } from '../listings/get-listing.ts'
import { findListings, type TimedListing } from '../listings/listings.store.ts'
import { viewerOf } from '../listings/listings.views.ts'
import type { RefusedOrder } from '../listings/plan-listing.rules.ts'
import { refusalOf } from '../listings/refuse-order.ts'
import { announceFills } from './announce-fills.ts'
import { findLowestAsk } from './fills.store.ts'
import { viewFill } from './fills.views.ts'
import { openDesk } from './open-desk.ts'
import { refusePurchase } from './plan-fill.rules.ts'
import type { Late, Purchase, Sold, Wanted } from './purchase.ts'

type Written = Pick<Context, 'ids' | 'events'>
type Outcome = Fill | Refusal

/** Answers or refuses each, in order. */
export async function purchaseListings(
  tx: Transaction,
  ctx: Written,
  purchases: readonly Purchase[],
): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  // Communities in the order of their ids as well: what is locked of one comes before what is locked of the next.
  const communityIds = [...new Set(purchases.map(({ order }) => order.communityId))].sort()
  for (const communityId of communityIds) {
    const places = purchases.flatMap(({ order }, place) => (order.communityId === communityId ? [place] : []))
    const mine = places.map((place) => purchases[place] as Purchase)
    for (const [index, outcome] of (await purchaseInOne(tx, ctx, communityId, mine)).entries())
      outcomes[places[index] as number] = outcome
  }
  return outcomes
}

async function purchaseInOne(
  tx: Transaction,
  ctx: Written,
  communityId: string,
  purchases: readonly Purchase[],
): Promise<Outcome[]> {
  const ids = [...new Set(purchases.map(({ order }) => order.listingId))]
  const seen = new Map((await findListings(tx, communityId, ids)).map((listing) => [listing.id, listing]))
  const judged = purchases.map((purchase) => judge(ctx, seen.get(purchase.order.listingId), purchase))
  const wanted = judged.filter((each): each is Wanted => 'fillId' in each)
  const sold = new Map<Wanted, Sold | Late>()
  if (wanted.length > 0) {
    const desk = await openDesk(tx, ctx, communityId, wanted)
    for (const each of wanted) sold.set(each, desk.sell(each))
    await desk.write()
    await announceFills(tx, ctx, [...sold.values()].filter(isSold))
  }
  const lowestAsk = rememberAsks(tx)
  return Promise.all(
    judged.map(async (each, place) => {
      const end = 'fillId' in each ? (sold.get(each) as Sold | Late) : each
      if (isSold(end)) return viewFill(end.row, end.tier, viewerOf((purchases[place] as Purchase).actor))
      return end.refused instanceof Refusal ? end.refused : refusalOf(await withLowestAsk(end, lowestAsk))
    }),
  )
}

const isSold = (end: Sold | Late): end is Sold => 'row' in end

/** What needs no lock to be certain. */
function judge(
  ctx: Pick<Context, 'ids'>,
  listing: TimedListing | undefined,
  { actor, order }: Purchase,
): Wanted | Late {
  const { memberId: buyerId } = actor
  if (buyerId === null) return { refused: new Refusal('members_only'), listing }
  if (!listing || listing.is_test)
    return { refused: new Refusal('not_found', { detail: noListing }), listing: undefined }
  const units = { ...order, buyerId }
  const refused = refusePurchase(listing, units, listing.now)
  if (refused) return { refused, listing }
  return { ...{ actor, units, listingId: listing.id, tierId: listing.tier_id }, fillId: ctx.ids.next() }
}

/** Whoever found too little is told what the others of the book cost. */
async function withLowestAsk(
  { refused, listing }: Late,
  lowestAsk: (listing: TimedListing) => Promise<number | null>,
): Promise<RefusedOrder> {
  const order = refused as RefusedOrder
  if (order.refusal !== 'stock_changed' || !listing) return order
  return { ...order, facts: { ...order.facts, lowestAsk: await lowestAsk(listing) } }
}

/** Each book is asked once. */
function rememberAsks(tx: Transaction): (listing: TimedListing) => Promise<number | null> {
  const asked = new Map<string, Promise<number | null>>()
  return ({ community_id, tier_id, currency }) => {
    const book = `${tier_id} ${currency}`
    const ask = asked.get(book) ?? findLowestAsk(tx, community_id, tier_id, currency)
    asked.set(book, ask)
    return ask
  }
}
