/** What alerts of the ledger are opened for, over all communities. */
import { sql } from 'kysely'
import { type Queryable, rows } from '../../../platform/db/database.ts'

export interface BrokenProofRow {
  community_id: string
  problem_count: number
  first_problem: string | null
}

/** The last run of the proof found something, or could not be finished. */
export async function listBrokenProofs(db: Queryable): Promise<BrokenProofRow[]> {
  return rows(
    db,
    sql<BrokenProofRow>`
      select community_id, problem_count, first_problem
      from (
        select distinct on (community_id) community_id, state, problem_count, first_problem
        from ledger_proof_view order by community_id, finished_at desc
      ) newest
      where problem_count > 0 or state = 'failed'`,
  )
}
