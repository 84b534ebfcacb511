/** The SQL of reading the ledger: gamification logs and the explorer. */
import { sql } from 'kysely'
import { type Queryable, rows } from '../../platform/db/database.ts'
import type { Keyset } from '../../platform/db/keyset.ts'
import type { TransferRow } from './ledger.store.ts'

export interface LogRow {
  id: string
  created_at: Date
  member_id: string
  member_label: string | null
  asset: string
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
  return rows(
    db,
    sql<LogRow>`
      select log.*, member.display_name as member_label
      from ledger_gamification_logs log
      left join communities_members_view member
        on member.community_id = log.community_id and member.id = log.member_id
      where log.community_id = ${communityId}
        ${filter.memberId ? sql`and log.member_id = ${filter.memberId}` : sql``}
        ${filter.asset ? sql`and log.asset = ${filter.asset}` : sql``}
        ${bounds ? sql`and log.cause_id = ${filter.causeId} and log.id between ${bounds.first} and ${bounds.last}` : sql``}
        ${keyset.after ? sql`and log.id < ${keyset.after}` : sql``}
      order by log.id desc
      limit ${keyset.take}`,
  )
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
      select transfer.*, giver.display_name as from_label, taker.display_name as to_label
      from ledger_transfers transfer
      left join communities_members_view giver
        on giver.community_id = transfer.community_id and giver.id = transfer.from_id
      left join communities_members_view taker
        on taker.community_id = transfer.community_id and taker.id = transfer.to_id
      where transfer.community_id = ${communityId}
        ${filter.asset ? sql`and transfer.asset = ${filter.asset}` : sql``}
        ${bounds ? sql`and transfer.cause_id = ${filter.causeId} and transfer.id between ${bounds.first} and ${bounds.last}` : sql``}
        ${keyset.after ? sql`and transfer.id < ${keyset.after}` : sql``}
      order by transfer.id desc
      limit ${keyset.take}`,
  )
}
