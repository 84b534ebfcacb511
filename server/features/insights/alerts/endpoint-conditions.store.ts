/** What alerts of endpoints are opened for, over all communities. */
import { sql } from 'kysely'
import type { DisabledReason } from '../../../../contracts/outgoing.ts'
import { type Queryable, rows } from '../../../platform/db/database.ts'

export interface EndpointTroubleRow {
  community_id: string
  endpoint_id: string
  disabled_at: Date | null
  disabled_reason: DisabledReason | null
  failing_since: Date | null
  last_status: number | null
  last_failure: string | null
  now: Date
}

/** Disabled, or failing for so many hours; one that is paused is left alone. */
export async function listEndpointTroubles(
  db: Queryable,
  failingHoursMin: number,
): Promise<EndpointTroubleRow[]> {
  return rows(
    db,
    sql<EndpointTroubleRow>`
      select community_id, endpoint_id, disabled_at, disabled_reason, failing_since, last_status, last_failure,
             guildhall_now() as now
      from outgoing_health_view
      where disabled_at is not null
         or (not is_paused and failing_since <= guildhall_now() - make_interval(hours => ${failingHoursMin}))`,
  )
}

export interface RecoveredRow {
  community_id: string
  endpoint_id: string
  since: string
}

/** A delivery arrived after the last trouble that was told; this is told once for each trouble, and stands for a day. */
export async function listRecovered(db: Queryable): Promise<RecoveredRow[]> {
  return rows(
    db,
    sql<RecoveredRow>`
      select endpoint.community_id, endpoint.endpoint_id, trouble.facts -> 'endpoint' ->> 'since' as since
      from outgoing_health_view endpoint
      cross join lateral (
        select facts, opened_at from insights_alerts alert
        where alert.community_id = endpoint.community_id and alert.subject_id = endpoint.endpoint_id
          and alert.kind in ('endpoint_failing', 'endpoint_disabled')
        order by opened_at desc limit 1
      ) trouble
      where endpoint.disabled_at is null and endpoint.failing_since is null
        and endpoint.last_success_at > trouble.opened_at
        and not exists (
          select from insights_alerts told
          where told.community_id = endpoint.community_id and told.subject_id = endpoint.endpoint_id
            and told.kind = 'endpoint_recovered' and told.opened_at >= trouble.opened_at
            and (told.closed_at is not null or told.opened_at <= guildhall_now() - interval '1 day'))`,
  )
}
