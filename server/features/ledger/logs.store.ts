/** The SQL of reading the ledger: gamification logs and the explorer. */
import { type RawBuilder, sql } from 'kysely'
import { type Queryable, rows } from '../../platform/db/database.ts'
import type { Keyset } from '../../platform/db/keyset.ts'
import type { TransferRow } from './ledger.rows.ts'

export interface LogRow {
  id: string
  created_at: Date
  member_id: string
  member_label: string | null
  asset: string
  asset_name: string | null
  action: string
  amount: number
  balance_before: number
  balance_after: number
  cause_kind: string
  cause_id: string
  actor_kind: string
  actor_id: string | null
  actor_label: string
}

export interface LogFilter {
  memberId?: string | undefined
  asset?: string | undefined
  causeId?: string | undefined
}

export async function listLogRows(db: Queryable, communityId: string, filter: LogFilter, keyset: Keyset) {
  const bounds = filter.causeId ? await findTransferBounds(db, communityId, filter.causeId) : undefined
  if (filter.causeId && !bounds) return []
  const narrowed = sql`
    ${filter.asset ? sql`and log.asset = ${filter.asset}` : sql``}
    ${bounds ? sql`and log.cause_id = ${filter.causeId} and log.id between ${bounds.first} and ${bounds.last}` : sql``}
    ${keyset.after ? sql`and log.id < ${keyset.after}` : sql``}`
  const source = filter.memberId
    ? sql`select * from ledger_gamification_logs log
        where log.community_id = ${communityId} and log.member_id = ${filter.memberId} ${narrowed}`
    : logsOfAll(sql`log.community_id = ${communityId} ${narrowed}`, keyset.take)
  return rows(
    db,
    sql<LogRow>`
      select log.*, member.display_name as member_label, named.name as asset_name
      from (${source} order by log.id desc limit ${keyset.take}) as log
      left join communities_players_view member
        on member.community_id = log.community_id and member.id = log.member_id
      left join ledger_asset_names named on named.community_id = log.community_id and named.asset = log.asset
      order by log.id desc`,
  )
}

/**
 * The same rows as the view, read in the order of the transfers: of the view's two halves one may have no row for
 * millions of transfers, and would be read to the end for the first page.
 */
function logsOfAll(condition: RawBuilder<unknown>, count: number) {
  return sql`
    select log.community_id, log.id, log.created_at, side.member_id, log.asset, log.action, side.amount,
           side.balance_after - side.amount as balance_before, side.balance_after,
           log.cause_kind, log.cause_id, log.line, log.actor_kind, log.actor_id, log.actor_label
    from (
      select * from ledger_transfers log
      where ${condition} and (log.to_kind = 'member' or log.from_kind = 'member')
      order by log.id desc limit ${count}
    ) as log
    cross join lateral (values
      (log.to_kind, log.to_id, log.amount, log.to_balance),
      (log.from_kind, log.from_id, -log.amount, log.from_balance)
    ) as side (kind, member_id, amount, balance_after)
    where side.kind = 'member' and side.member_id is not null`
}

/** The ids between which the transfers of a cause lie; undefined when the cause never posted. */
async function findTransferBounds(db: Queryable, communityId: string, causeId: string) {
  const [bounds] = await rows(
    db,
    sql<{ first: string | null; last: string | null }>`
      select min(first_transfer_id::text)::uuid as first, max(last_transfer_id::text)::uuid as last
      from ledger_postings where community_id = ${communityId} and cause_id = ${causeId}`,
  )
  return bounds?.first ? { first: bounds.first, last: bounds.last } : undefined
}

export type ExplorerRow = TransferRow & {
  created_at: Date
  asset_name: string | null
  from_label: string | null
  to_label: string | null
}

export async function listTransferRows(
  db: Queryable,
  communityId: string,
  filter: Omit<LogFilter, 'memberId'>,
  keyset: Keyset,
) {
  const bounds = filter.causeId ? await findTransferBounds(db, communityId, filter.causeId) : undefined
  if (filter.causeId && !bounds) return []
  return rows(
    db,
    sql<ExplorerRow>`
      select transfer.*, giver.display_name as from_label, taker.display_name as to_label, named.name as asset_name
      from ledger_transfers transfer
      left join communities_players_view giver
        on giver.community_id = transfer.community_id and giver.id = transfer.from_id
      left join communities_players_view taker
        on taker.community_id = transfer.community_id and taker.id = transfer.to_id
      left join ledger_asset_names named
        on named.community_id = transfer.community_id and named.asset = transfer.asset
      where transfer.community_id = ${communityId}
        ${filter.asset ? sql`and transfer.asset = ${filter.asset}` : sql``}
        ${bounds ? sql`and transfer.cause_id = ${filter.causeId} and transfer.id between ${bounds.first} and ${bounds.last}` : sql``}
        ${keyset.after ? sql`and transfer.id < ${keyset.after}` : sql``}
      order by transfer.id desc
      limit ${keyset.take}`,
  )
}
