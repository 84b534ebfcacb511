/** The SQL of lanes, one small row for each endpoint: held while its rows change, raised when more of them wait. */
import { prepared, run, type Transaction } from '../../../platform/db/database.ts'

export interface LaneState {
  community_id: string
  endpoint_id: string
  name: string
  open_until: Date | null
  open_seconds: number
  window_started_at: Date | null
  window_attempts: number
  window_failures: number
  failing_since: Date | null
  now: Date
}

const lockLanesStatement = prepared<LaneState>(
  'outgoing_lock_lanes',
  `select lane.community_id, lane.endpoint_id, endpoint.name, lane.open_until, lane.open_seconds,
          lane.window_started_at, lane.window_attempts, lane.window_failures, lane.failing_since,
          guildhall_now() as now
   from unnest($1::uuid[], $2::uuid[]) as wanted (community_id, endpoint_id)
   join outgoing_lanes lane using (community_id, endpoint_id)
   join outgoing_endpoints endpoint on endpoint.community_id = lane.community_id and endpoint.id = lane.endpoint_id
   order by lane.community_id, lane.endpoint_id
   for update of lane`,
)

export async function lockLanes(
  tx: Transaction,
  wanted: readonly { communityId: string; endpointId: string }[],
): Promise<LaneState[]> {
  return run(tx, lockLanesStatement, [
    wanted.map((each) => each.communityId),
    wanted.map((each) => each.endpointId),
  ])
}

export interface LaneCount {
  communityId: string
  endpointId: string
  count: number
}

const raiseStatement = prepared<never>(
  'outgoing_raise_lanes',
  `with locked as (
     select lane.community_id, lane.endpoint_id, fresh.count
     from unnest($1::uuid[], $2::uuid[], $3::bigint[]) as fresh (community_id, endpoint_id, count)
     join outgoing_lanes lane using (community_id, endpoint_id)
     order by lane.community_id, lane.endpoint_id
     for update of lane
   )
   update outgoing_lanes lane
   set due_at = least(lane.due_at, guildhall_now()), backlog = greatest(0, lane.backlog + locked.count)
   from locked where lane.community_id = locked.community_id and lane.endpoint_id = locked.endpoint_id`,
)

/** A lane that has more waiting is due. */
export async function raiseLanes(tx: Transaction, counts: readonly LaneCount[]): Promise<void> {
  await run(tx, raiseStatement, [
    counts.map((each) => each.communityId),
    counts.map((each) => each.endpointId),
    counts.map((each) => each.count),
  ])
}
