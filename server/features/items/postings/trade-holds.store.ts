/** The SQL of trade holds. One that is over counts for nothing, swept or not. */
import { sql } from 'kysely'
import { bulkInsert } from '../../../platform/db/bulk-rows.ts'
import { prepared, type Queryable, rows, run, type Transaction } from '../../../platform/db/database.ts'
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

const deleteOverStatement = prepared<never>(
  'items_delete_trade_holds_over',
  `delete from items_trade_holds kept
   using unnest($1::uuid[], $2::uuid[], $3::uuid[]) as holding (community_id, member_id, tier_id)
   where kept.community_id = holding.community_id and kept.member_id = holding.member_id
     and kept.tier_id = holding.tier_id and kept.until <= guildhall_now()`,
)
const insertRows = bulkInsert<NewTradeHold>('items_insert_trade_holds', 'items_trade_holds', [
  ['community_id', 'uuid', (row) => row.communityId],
  ['member_id', 'uuid', (row) => row.memberId],
  ['tier_id', 'uuid', (row) => row.tierId],
  ['id', 'uuid', (row) => row.id],
  ['quantity', 'bigint', (row) => row.quantity],
  ['until', 'timestamptz', (row) => row.until.toISOString()],
])

/** Takes away those of these holdings that are over, as it goes. */
export async function insertTradeHolds(tx: Transaction, holds: readonly NewTradeHold[]): Promise<void> {
  if (holds.length === 0) return
  await run(tx, deleteOverStatement, [
    holds.map(({ communityId }) => communityId),
    holds.map(({ memberId }) => memberId),
    holds.map(({ tierId }) => tierId),
  ])
  await insertRows(tx, holds)
}

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
