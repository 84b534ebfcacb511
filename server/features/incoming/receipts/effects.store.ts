/** The SQL of what a receipt changed: transfers and field values, as its details show them. */
import { sql } from 'kysely'
import { type Queryable, rows } from '../../../platform/db/database.ts'

export interface CurrencyEffectRow {
  id: string
  member_id: string
  member_label: string | null
  asset: string
  amount: number
  balance_before: number
  balance_after: number
  line: number
}

/** The OFFSET keeps the planner from reading all transfers: it cannot know that the two ids lie side by side. */
export async function listCurrencyEffects(db: Queryable, communityId: string, receiptId: string) {
  return rows(
    db,
    sql<CurrencyEffectRow>`
      select log.id, log.member_id, member.display_name as member_label, log.asset, log.amount, log.balance_before,
             log.balance_after, log.line
      from ledger_postings_view posting
      cross join lateral (
        select * from ledger_gamification_logs moved
        where moved.community_id = posting.community_id and moved.cause_id = posting.cause_id
          and moved.id between posting.first_transfer_id and posting.last_transfer_id
        offset 0
      ) as log
      left join communities_members_view member
        on member.community_id = log.community_id and member.id = log.member_id
      where posting.community_id = ${communityId} and posting.cause_id = ${receiptId}
        and posting.cause_kind = 'receipt'
      order by log.id`,
  )
}

export interface FieldEffectRow {
  member_id: string
  member_label: string | null
  field: string
  before: unknown
  after: unknown
  source_element: number | null
  source_line: number
}

export async function listFieldEffects(db: Queryable, communityId: string, receiptId: string) {
  return rows(
    db,
    sql<FieldEffectRow>`
      select change.member_id, member.display_name as member_label, field.key as field, change.before, change.after,
             change.source_element, change.source_line
      from fields_histories_view change
      left join fields_fields_view field on field.community_id = change.community_id and field.id = change.field_id
      left join communities_members_view member
        on member.community_id = change.community_id and member.id = change.member_id
      where change.community_id = ${communityId} and change.source_id = ${receiptId}
        and change.source_kind = 'receipt'
      order by change.id`,
  )
}
