/** The SQL of what came of telling games of merges, read from what is told of attempts; and of deadlines. */
import { sql } from 'kysely'
import type { AttemptOutcome } from '../../../../contracts/events/index.ts'
import type { ConfirmMode } from '../../../../contracts/face-settings.ts'
import type { MergeState } from '../../../../contracts/merges.ts'
import { type Queryable, rows, type Transaction } from '../../../platform/db/database.ts'
import type { AppAddress } from '../apps/app.ts'

export interface AttemptRow {
  number: number
  outcome: AttemptOutcome
  status: number | null
  created_at: Date
}

/** Oldest first. */
export async function listAttempts(
  db: Queryable,
  communityId: string,
  eventId: string,
  limit: number,
): Promise<AttemptRow[]> {
  return rows(
    db,
    sql<AttemptRow>`
      select number, outcome, status, created_at from outgoing_told_attempts_view
      where community_id = ${communityId} and event_id = ${eventId}
      order by created_at, number limit ${limit}`,
  )
}

export interface SentMergeRow {
  event_id: string
  state: MergeState
  confirm_mode: ConfirmMode
  resends_after_unknown: boolean
  is_seen: boolean
  is_over: boolean
  /** Whether an attempt ended so that nobody knows, also one that the merge has not heard of yet. */
  has_unknown: boolean
}

/** Merges by the events that tell of them, as whoever sends has to know them. */
export async function listSentMerges(
  db: Queryable,
  events: readonly { communityId: string; eventId: string }[],
): Promise<SentMergeRow[]> {
  return rows(
    db,
    sql<SentMergeRow>`
      select merge.event_id, merge.state, merge.confirm_mode, merge.resends_after_unknown, merge.is_seen,
             merge.confirm_by <= guildhall_now() as is_over,
             exists (
               select from outgoing_told_attempts_view told
               where told.community_id = merge.community_id and told.event_id = merge.event_id::text
                 and told.outcome = 'unknown'
             ) as has_unknown
      from unnest(${events.map((each) => each.communityId)}::uuid[],
                  ${events.map((each) => each.eventId)}::uuid[]) as wanted (community_id, event_id)
      join items_merges merge using (community_id, event_id)`,
  )
}

/** Of one app, made before a moment. */
export async function listOpenEvents(
  tx: Transaction,
  { communityId, appId }: AppAddress,
  before: Date,
): Promise<{ event_id: string; confirm_by: Date; is_daily: boolean }[]> {
  return rows(
    tx,
    sql<{ event_id: string; confirm_by: Date; is_daily: boolean }>`
      select event_id, confirm_by, confirm_mode = 'on_2xx' and resends_after_unknown as is_daily
      from items_merges
      where community_id = ${communityId} and app_id = ${appId} and state in ('requested', 'in_doubt')
        and created_at < ${before}
      order by id`,
  )
}

/** Those that were not answered in time, of all communities; the longest overdue first. */
export async function listDueMerges(
  db: Queryable,
  limit: number,
): Promise<{ community_id: string; id: string }[]> {
  return rows(
    db,
    sql<{ community_id: string; id: string }>`
      select community_id, id from items_merges
      where state = 'requested' and confirm_by <= guildhall_now() order by confirm_by limit ${limit}`,
  )
}
