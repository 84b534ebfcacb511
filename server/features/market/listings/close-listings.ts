/**
 * Ends listings of one app whose rows are locked: what remains goes back to the seller, a posting each. Planned before
 * the ledger is asked and told after it, so that it fits beside another posting of the same transaction.
 */
import type { ItemChange } from '../../../../contracts/inventory.ts'
import type { Context } from '../../../context.ts'
import type { Transaction } from '../../../platform/db/database.ts'
import type { EventActor, NewEvent } from '../../../platform/events/events.ts'
import { invariant } from '../../../platform/invariant.ts'
import { changeOf, type ToldChange, type TradedTier } from '../../items/index.ts'
import { holdAccount, type Posting, type PostingOutcome, updateHold } from '../../ledger/index.ts'
import type { HeldUnits } from '../units/held-units.ts'
import type { Sequences } from '../units/sequences.ts'
import { type ListingRow, sellerAccount } from './listing.ts'
import { closeListing } from './listings.store.ts'
import { toldListing } from './listings.views.ts'

export interface Closing {
  row: ListingRow
  tier: TradedTier
  state: 'canceled' | 'expired'
  reason: string | null
  now: Date
  cause: Posting['cause']
}

const actionOf = ({ state, tier }: Closing) =>
  `${state === 'expired' ? 'Listing expired' : 'Listing canceled'}: ${tier.item_name}`

/** What a closing moves. */
export function closingPosting(actor: EventActor, closing: Closing): Posting {
  const { row, cause } = closing
  const { community_id: communityId, id, asset, remaining: amount } = row
  const transfers = [{ line: 0, asset, amount, from: holdAccount(id), to: sellerAccount(row) }]
  return { communityId, cause, action: actionOf(closing), actor, transfers }
}

/** The posting of a closing; writes down that the listing and its hold have ended. */
export async function closeRow(tx: Transaction, actor: EventActor, closing: Closing): Promise<Posting> {
  const { row, state } = closing
  const { community_id: communityId, id, filled, remaining, returned } = row
  await closeListing(tx, { communityId, listingId: id }, state)
  await updateHold(tx, communityId, id, {
    ...{ posted: filled, returned: returned + remaining, remaining: 0 },
    state: state === 'expired' ? 'expired' : 'voided',
  })
  return closingPosting(actor, closing)
}

/** `held`: as it was before; lowered here by what came back. */
export function toldClosing(
  ctx: Pick<Context, 'ids'>,
  actor: EventActor,
  closing: Closing,
  outcome: PostingOutcome | undefined,
  { sequences, held }: { sequences: Sequences; held: HeldUnits },
): { changes: ToldChange[]; event: NewEvent } {
  invariant(outcome?.isPosted, 'what a hold has can be given back')
  const { row, tier, cause } = closing
  const { seller_id: memberId, asset, remaining } = row
  const changes: ToldChange[] = []
  if (row.seller_kind === 'member') {
    held.add(memberId, asset, -remaining)
    const countAfter = outcome.transfers[0]?.toBalance ?? 0
    const moved = {
      ...{ memberId, delta: remaining, countAfter, ownedAfter: countAfter + held.of(memberId, asset) },
      ...{ inventorySequence: sequences.next(memberId), postingId: cause.id, reason: actionOf(closing) },
    }
    changes.push(changeOf(ctx, tier, moved))
  }
  const event = closingEvent(
    actor,
    closing,
    changes.map(({ change }) => change),
  )
  return { changes, event }
}

export function closingEvent(
  actor: EventActor,
  { row, tier, state, cause, reason, now }: Closing,
  changes: ItemChange[],
): NewEvent {
  const { community_id: communityId, remaining } = row
  const after = { ...row, state, returned: row.returned + remaining, remaining: 0, closed_at: now }
  return {
    ...{ communityId, type: `listing.${state}`, subjectId: row.id },
    payload: { listing: toldListing(after, tier), fillIds: [], reason, changes },
    ...{ actor, cause },
  }
}

/** The members whose counters a closing raises. */
export const countedSellers = (rows: readonly ListingRow[]): string[] =>
  rows.filter(({ seller_kind }) => seller_kind === 'member').map(({ seller_id }) => seller_id)
