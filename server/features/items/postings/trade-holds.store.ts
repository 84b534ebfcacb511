/** The SQL of trade holds. One that is over counts for nothing, swept or not; the sweep takes it away and tells so. */
import { sql } from 'kysely'
import { bulkInsert } from '../../../platform/db/bulk-rows.ts'
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

export interface NewTradeHold extends HoldingAddress, TradeHold {}

export const insertTradeHolds = bulkInsert<NewTradeHold>('items_insert_trade_holds', 'items_trade_holds', [
  ['community_id', 'uuid', (row) => row.communityId],
  ['member_id', 'uuid', (row) => row.memberId],
  ['tier_id', 'uuid', (row) => row.tierId],
  ['id', 'uuid', (row) => row.id],
  ['quantity', 'bigint', (row) => row.quantity],
  ['until', 'timestamptz', (row) => row.until.toISOString()],
])

export const insertTradeHold = (tx: Transaction, holding: HoldingAddress, hold: TradeHold): Promise<void> =>
  insertTradeHolds(tx, [{ ...holding, ...hold }])

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

/** What came out of the trade holds of one holding at one moment. */
export interface EndedHoldRow {
  community_id: string
  member_id: string
  app_id: string
  item_id: string
  item_uri: string
  tier_id: string
  tier_key: string
  tier_uri: string | null
  tier_count: number
  quantity: number
  until: Date
}

/** Of all communities; another sweep passes over rows that this one has in hand. Answers how many rows went, too. */
export async function takeEndedHolds(
  tx: Transaction,
  count: number,
): Promise<(EndedHoldRow & { rows: number })[]> {
  return rows(
    tx,
    sql<EndedHoldRow & { rows: number }>`
      with due as (
        select community_id, member_id, tier_id, id from items_trade_holds
        where until <= guildhall_now() order by until limit ${count} for update skip locked
      ), gone as (
        delete from items_trade_holds held using due
        where held.community_id = due.community_id and held.member_id = due.member_id
          and held.tier_id = due.tier_id and held.id = due.id
        returning held.*
      )
      select gone.community_id, gone.member_id, gone.until, sum(gone.quantity)::bigint as quantity,
             count(*) as rows, tier.app_id, tier.item_id, tier.item_uri, tier.tier_id, tier.tier_key, tier.tier_uri,
             tier.tier_count
      from gone
      join items_tiers_view tier on tier.community_id = gone.community_id and tier.tier_id = gone.tier_id
      group by gone.community_id, gone.member_id, gone.until, tier.app_id, tier.item_id, tier.item_uri, tier.tier_id,
               tier.tier_key, tier.tier_uri, tier.tier_count
      order by gone.until, gone.member_id, tier.tier_id`,
  )
}
