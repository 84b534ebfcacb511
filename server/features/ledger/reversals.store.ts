/** The SQL of undoing: what some causes moved. */
import { sql } from 'kysely'
import { rows, type Transaction } from '../../platform/db/database.ts'

export interface PostedTransferRow {
  /** Which of the wanted causes this belongs to, counted from 1. */
  place: number
  community_id: string
  cause_id: string
  part: number
  action: string
  line: number
  asset: string
  amount: number
  from_kind: string
  from_id: string | null
  to_kind: string
  to_id: string | null
}

/**
 * In the order of the causes, and within each in the order of posting. The OFFSET keeps the planner from
 * reading all transfers: it cannot know that a posting's two ids lie side by side.
 */
export async function listTransfersOfCauses(
  tx: Transaction,
  causes: readonly { communityId: string; causeId: string; part: number }[],
): Promise<PostedTransferRow[]> {
  return rows(
    tx,
    sql<PostedTransferRow>`
      select wanted.place::int, transfer.community_id, transfer.cause_id, wanted.part, transfer.action, transfer.line,
             transfer.asset, transfer.amount, transfer.from_kind, transfer.from_id, transfer.to_kind, transfer.to_id
      from unnest(${causes.map((each) => each.communityId)}::uuid[], ${causes.map((each) => each.causeId)}::uuid[],
                  ${causes.map((each) => each.part)}::smallint[])
        with ordinality as wanted (community_id, cause_id, part, place)
      join ledger_postings posting using (community_id, cause_id, part)
      cross join lateral (
        select * from ledger_transfers moved
        where moved.community_id = posting.community_id and moved.cause_id = posting.cause_id
          and moved.cause_kind = posting.cause_kind
          and moved.id between posting.first_transfer_id and posting.last_transfer_id
        offset 0
      ) as transfer
      order by wanted.place, transfer.id`,
  )
}
