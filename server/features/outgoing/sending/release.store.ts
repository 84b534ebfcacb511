/** The SQL of leases that ran out. */
import { prepared, run, type Transaction } from '../../../platform/db/database.ts'

export interface LostRow {
  community_id: string
  delivery_id: string
  endpoint_id: string
  event_id: string
  /** Of the attempt that was lost. */
  number: number
  lease_until: Date
}

// The lost attempt counts, so that the next has another number.
const releaseStatement = prepared<LostRow>(
  'outgoing_release_leases',
  `with lost as (
     select ctid as place, lease_until from outgoing_queue
     where claim_id is not null and lease_until < guildhall_now()
     order by community_id, delivery_id
     limit $1
     for update skip locked
   )
   update outgoing_queue q
   set claim_id = null, lease_until = null, attempt_count = q.attempt_count + 1, due_at = guildhall_now()
   from lost where q.ctid = lost.place
   returning q.community_id, q.delivery_id, q.endpoint_id, q.event_id,
             q.earlier_attempts + q.attempt_count as number, lost.lease_until`,
)

export async function releaseExpired(tx: Transaction, count: number): Promise<LostRow[]> {
  return run(tx, releaseStatement, [count])
}
