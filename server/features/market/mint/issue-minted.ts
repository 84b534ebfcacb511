/**
 * Issues the units of a mint order that the game has confirmed: out of its hold to the member, and in the same posting
 * into a new listing where that can be; else they stay in the inventory.
 */
import { openListingsMax, openListingsPerBookMax } from '../../../../contracts/listings.ts'
import type { Context } from '../../../context.ts'
import type { Transaction } from '../../../platform/db/database.ts'
import { invariant } from '../../../platform/invariant.ts'
import { type Actor, recordedActor } from '../../actor.ts'
import { changeOf, recordChanges, shareTraded, type ToldChange, type TradedTier } from '../../items/index.ts'
import { endHold, member, placeHold, postIn, type TransferDraft } from '../../ledger/index.ts'
import { listedLooks } from '../listings/listing.ts'
import { countOpen, findListing, insertListing, lockBook, lockSeller } from '../listings/listings.store.ts'
import { toldListing } from '../listings/listings.views.ts'
import { planListing } from '../listings/plan-listing.rules.ts'
import type { Rates } from '../pricing/parts.rules.ts'
import { getMarketSettings } from '../settings/get-settings.ts'
import { asTraded } from '../testing/as-traded.ts'
import { readHeld } from '../units/held-units.ts'
import { takeSequences } from '../units/sequences.ts'
import type { MintOrderRow } from './mint-order.ts'

export interface Issued {
  listingId: string | null
  changes: ToldChange[]
}

export interface Issuing {
  tier: TradedTier
  isTest: boolean
  /** Null where it cannot be listed. */
  rates: Rates | null
}

/** Locks the seller, the app and its item, and the book, and answers at which rates it can be listed, if it can. */
export async function prepareIssue(tx: Transaction, order: MintOrderRow, isLate: boolean): Promise<Issuing> {
  const { community_id: communityId, member_id: memberId, currency } = order
  await lockSeller(tx, communityId, memberId)
  const shared = await shareTraded(tx, communityId, order.tier_id)
  invariant(shared, 'an app with an open order is not archived')
  const { tier, isTest } = await asTraded(tx, shared, { communityId, memberId })
  if (isLate || !order.list_on_confirm) return { tier, isTest, rates: null }
  const settings = await getMarketSettings(tx, communityId)
  const asked = { quantity: order.quantity, unitPrice: order.unit_price, currency }
  const rates = planListing(tier, settings, asked)
  if ('refusal' in rates) return { tier, isTest, rates: null }
  const book = { communityId, tierId: order.tier_id, currency }
  await lockBook(tx, book)
  const open = await countOpen(tx, book, memberId)
  const isFull = open.all >= openListingsMax || open.inBook >= openListingsPerBookMax
  return { tier, isTest, rates: isFull ? null : rates }
}

export async function issueMinted(
  tx: Transaction,
  ctx: Pick<Context, 'ids' | 'events'>,
  actor: Actor,
  order: MintOrderRow,
  { tier, isTest, rates }: Issuing,
): Promise<Issued> {
  const { community_id: communityId, id, member_id: memberId, quantity, asset } = order
  const by = recordedActor(actor)
  const listingId = rates ? ctx.ids.next() : null
  const app = { communityId, appId: order.app_id }
  const sequences = await takeSequences(tx, app, rates ? [] : [memberId])
  const held = await readHeld(tx, communityId, rates ? [] : [memberId])
  const transfers: TransferDraft[] = await endHold(tx, communityId, id, { to: member(memberId) })
  if (rates && listingId) {
    await insertListing(tx, {
      ...{ communityId, id: listingId, appId: order.app_id, itemId: order.item_id, tierId: order.tier_id },
      ...{ asset, currency: order.currency, sellerKind: 'member', sellerId: memberId, quantity },
      ...{ unitPrice: order.unit_price, allowPartial: order.allow_partial, ...rates, lastsS: order.lasts_s },
      looks: listedLooks(tier),
      isTest,
    })
    const opening = await placeHold(tx, {
      ...{ communityId, id: listingId, keeper: 'market', purpose: 'listing', asset, amount: quantity },
      ...{ holder: { kind: 'member', id: memberId }, actor: by },
    })
    transfers.push(...opening.map((transfer) => ({ ...transfer, line: 1 })))
  }
  const cause = { kind: 'request' as const, id }
  const action = `Out of the game: ${tier.item_name}`
  // The first posting of the order, its request, has the id of that request; this one that of the order.
  const [outcome] = await postIn(ctx, tx, [{ communityId, cause, action, actor: by, transfers }])
  invariant(outcome?.isPosted, 'what a hold has can be given out')
  const changes: ToldChange[] = []
  if (!listingId) {
    const countAfter = outcome.transfers[0]?.toBalance ?? 0
    const moved = {
      ...{ memberId, delta: quantity, countAfter, ownedAfter: countAfter + held.of(memberId, asset) },
      ...{ inventorySequence: sequences.next(memberId), postingId: id, reason: action },
    }
    changes.push(changeOf(ctx, tier, moved))
    await recordChanges(tx, ctx, actor, app, changes)
  } else await tellListing(tx, ctx, actor, { communityId, listingId }, tier)
  return { listingId, changes }
}

/** The game is not told of it again: it knows the order. */
async function tellListing(
  tx: Transaction,
  ctx: Pick<Context, 'events'>,
  actor: Actor,
  { communityId, listingId }: { communityId: string; listingId: string },
  tier: TradedTier,
): Promise<void> {
  const listing = await findListing(tx, { communityId, listingId })
  invariant(listing, 'a listing that was just written can be read')
  await ctx.events.publish(tx, {
    ...{ communityId, type: 'listing.created', subjectId: listingId },
    payload: { listing: toldListing(listing, tier), fillIds: [], reason: null, changes: [] },
    ...{ actor: recordedActor(actor), cause: { kind: 'request', id: actor.requestId } },
  })
}
