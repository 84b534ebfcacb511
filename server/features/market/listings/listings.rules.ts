/**
 * What may become of a listing, and when. Pure.
 *
 * | from | by | to |
 * |---|---|---|
 * | - | its seller | active |
 * | active, partly_filled | a purchase | partly_filled, filled |
 * | active, partly_filled | another price | the same; `terms` + 1 |
 * | active, partly_filled | its seller or staff | canceled |
 * | active, partly_filled | its time, at that instant | expired |
 * | active, partly_filled | its item is retired, or its seller leaves | canceled |
 */
import type { ListingState } from '../../../../contracts/listings.ts'
import { minimumTake } from '../pricing/parts.rules.ts'
import type { ListingRow } from './listing.ts'

/** Of a listing whose time is over it is what it will be, swept or not. */
export function stateAt(
  {
    state,
    remaining,
    ends_as,
    expires_at,
  }: Pick<ListingRow, 'state' | 'remaining' | 'ends_as' | 'expires_at'>,
  now: Date,
): ListingState {
  return remaining > 0 && expires_at <= now ? ends_as : state
}

export const isOpenState = (state: ListingState): boolean => state === 'active' || state === 'partly_filled'

export interface TradeStanding {
  app_state: string
  item_state: string
  frozen_at: Date | null
}

/** In words, or undefined where trade goes on. */
export function whyNotTradable({ app_state, item_state, frozen_at }: TradeStanding): string | undefined {
  if (app_state !== 'approved')
    return app_state === 'suspended' ? 'Its app is suspended.' : 'Its app is not approved.'
  if (item_state !== 'live') return item_state === 'retired' ? 'The item is retired.' : 'The item is a draft.'
  return frozen_at === null ? undefined : 'The item is frozen.'
}

/** For what was sold and what is left at its price, at the rates it was made with. */
export function minimumTakeOf(row: ListingRow): number {
  const gross = row.gross_sum + row.remaining * row.unit_price
  return minimumTake(gross, { feeBps: row.fee_bps, royaltyBps: row.royalty_bps })
}
