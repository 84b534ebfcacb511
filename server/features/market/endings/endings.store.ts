/** The SQL of listings that end by themselves. */
import { sql } from 'kysely'
import { rows, type Transaction } from '../../../platform/db/database.ts'
import type { ListingRow } from '../listings/listing.ts'

/**
 * Some listings of one app whose time is over, in the order of their ids. Those that somebody else is ending, or
 * buying from until the last moment, are left for the next round.
 */
export async function lockDue(tx: Transaction, count: number): Promise<ListingRow[]> {
  return rows(
    tx,
    sql<ListingRow>`
      with first as (
        select community_id, app_id from market_listings
        where remaining > 0 and expires_at <= guildhall_now() order by expires_at limit 1
      )
      select * from market_listings
      where (community_id, app_id) = (select community_id, app_id from first)
        and remaining > 0 and expires_at <= guildhall_now()
      order by id limit ${count} for update skip locked`,
  )
}

export interface Ending {
  communityId: string
  because: string
}

const end = (because: string) => sql`
  update market_listings
  set expires_at = least(expires_at, guildhall_now()), ends_as = 'canceled', ends_because = ${because}`

/** Nothing of them is sold from now on; the sweep gives the units back. One that is over already stays expired. */
export async function endListingsOfItem(
  tx: Transaction,
  { communityId, because }: Ending,
  itemId: string,
): Promise<void> {
  await sql`
    ${end(because)} where community_id = ${communityId} and item_id = ${itemId} and remaining > 0
      and expires_at > guildhall_now()`.execute(tx)
}

export async function endListingsOfMember(
  tx: Transaction,
  { communityId, because }: Ending,
  memberId: string,
): Promise<void> {
  await sql`
    ${end(because)} where community_id = ${communityId} and seller_id = ${memberId} and seller_kind = 'member'
      and remaining > 0 and expires_at > guildhall_now()`.execute(tx)
}
