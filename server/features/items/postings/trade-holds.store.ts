/** The SQL of trade holds. One that is over counts for nothing, swept or not. */
import { sql } from 'kysely'
import { type Queryable, rows, type Transaction } from '../../../platform/db/database.ts'
import type { TradeHold } from './trade-holds.rules.ts'

export interface TradeHoldRow extends TradeHold {
  tier_id: string
}

export interface HoldingAddress {
  communityId: string
  memberId: string
  tierId: string
}

/** Takes away those of this holding that are over, as it goes. */
export async function insertTradeHold(
  tx: Transaction,
  { communityId, memberId, tierId }: HoldingAddress,
  { id, quantity, until }: TradeHold,
): Promise<void> {
  await sql`
    delete from items_trade_holds
    where community_id = ${communityId} and member_id = ${memberId} and tier_id = ${tierId}
      and until <= guildhall_now()`.execute(tx)
  await sql`
    insert into items_trade_holds (community_id, member_id, tier_id, id, quantity, until)
    values (${communityId}, ${memberId}, ${tierId}, ${id}, ${quantity}, ${until})`.execute(tx)
}

/** Of one member, and of one tier if it is named. */
export async function listTradeHolds(
  db: Queryable,
  communityId: string,
  memberId: string,
  tierId?: string,
): Promise<TradeHoldRow[]> {
  return rows(
    db,
    sql<TradeHoldRow>`
      select tier_id, id, quantity, until from items_trade_holds
      where community_id = ${communityId} and member_id = ${memberId} and until > guildhall_now()
        ${tierId ? sql`and tier_id = ${tierId}` : sql``}`,
  )
}

/** Of one member, of some tiers. */
export async function listTradeHoldsOf(
  db: Queryable,
  { communityId, memberId }: Pick<HoldingAddress, 'communityId' | 'memberId'>,
  tierIds: readonly string[],
): Promise<TradeHoldRow[]> {
  return rows(
    db,
    sql<TradeHoldRow>`
      select tier_id, id, quantity, until from items_trade_holds
      where community_id = ${communityId} and member_id = ${memberId} and tier_id = any(${tierIds}::uuid[])
        and until > guildhall_now()`,
  )
}

/** 0 takes the row away. */
export async function updateTradeHold(
  tx: Transaction,
  { communityId, memberId, tierId }: HoldingAddress,
  { id, quantity }: { id: string; quantity: number },
): Promise<void> {
  if (quantity === 0) {
    await sql`
      delete from items_trade_holds
      where community_id = ${communityId} and member_id = ${memberId} and tier_id = ${tierId} and id = ${id}`.execute(
      tx,
    )
    return
  }
  await sql`
    update items_trade_holds set quantity = ${quantity}
    where community_id = ${communityId} and member_id = ${memberId} and tier_id = ${tierId} and id = ${id}`.execute(
    tx,
  )
}
