/** The SQL of proofs: what comes of them, and how a challenge comes before what waits. */
import { sql } from 'kysely'
import { prepared, run, type Transaction } from '../../../platform/db/database.ts'
import type { EndpointAddress } from '../endpoints/endpoint.ts'

/**
 * The caller holds the lane. The challenge is next, and the throttle of the unproved has room for it: what is due to be tried again
 * would come before all that is new, so it waits a moment.
 */
export async function putFirst(
  tx: Transaction,
  { communityId, endpointId }: EndpointAddress,
  deliveryId: string,
): Promise<void> {
  await sql`
    update outgoing_queue set due_at = (
      select min(due_at) - interval '1 millisecond' from outgoing_queue
      where community_id = ${communityId} and endpoint_id = ${endpointId})
    where community_id = ${communityId} and delivery_id = ${deliveryId}`.execute(tx)
  await sql`
    update outgoing_queue set due_at = guildhall_now() + interval '1 second'
    where community_id = ${communityId} and endpoint_id = ${endpointId} and is_retry and claim_id is null
      and due_at <= guildhall_now()`.execute(tx)
  await sql`
    update outgoing_lanes set tokens = 1, tokens_at = guildhall_now(), throttled_until = null
    where community_id = ${communityId} and endpoint_id = ${endpointId}`.execute(tx)
}

export interface Proof extends EndpointAddress {
  url: string
}

const proveStatement = prepared<never>(
  'outgoing_prove_ownership',
  `with proved as (
     update outgoing_endpoints endpoint
     set ownership = 'proved', ownership_proved_at = guildhall_now(), revision = revision + 1, updated_at = guildhall_now()
     from unnest($1::uuid[], $2::uuid[], $3::text[]) as proof (community_id, endpoint_id, url)
     where endpoint.community_id = proof.community_id and endpoint.id = proof.endpoint_id
       and endpoint.url = proof.url and endpoint.ownership = 'pending'
     returning endpoint.community_id, endpoint.id
   )
   update outgoing_lanes lane set tokens = 0, tokens_at = null, throttled_until = null
   from proved where lane.community_id = proved.community_id and lane.endpoint_id = proved.id`,
)

/** The caller holds the lanes. What waits may go at once; of an address that the endpoint has no more nothing comes. */
export async function saveProofs(tx: Transaction, proofs: readonly Proof[]): Promise<void> {
  if (proofs.length === 0) return
  await run(tx, proveStatement, [
    proofs.map((each) => each.communityId),
    proofs.map((each) => each.endpointId),
    proofs.map((each) => each.url),
  ])
}
