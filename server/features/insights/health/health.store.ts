/** The SQL of how webhooks fare: hourly sums, what waits, what was turned away. Receipts are never counted. */
import { sql } from 'kysely'
import { type Queryable, rows } from '../../../platform/db/database.ts'

export interface WatchedWebhook {
  webhook_id: string
  name: string
  last_receipt_id: string | null
  after_hours: number | null
}

/** All of a community, or the one. */
export async function listWatchedWebhooks(
  db: Queryable,
  communityId: string,
  webhookId: string | null,
): Promise<WatchedWebhook[]> {
  return rows(
    db,
    sql<WatchedWebhook>`
      select webhook.webhook_id, webhook.name, webhook.last_receipt_id, silence.after_hours
      from incoming_health_view webhook
      left join insights_silences silence
        on silence.community_id = webhook.community_id and silence.webhook_id = webhook.webhook_id
      where webhook.community_id = ${communityId}
        and (${webhookId}::uuid is null or webhook.webhook_id = ${webhookId}::uuid)
      order by webhook.webhook_id desc
      limit 500`,
  )
}

export interface HourRow {
  webhook_id: string
  hour: Date
  success: number
  failed: number
  refused: number
}

/** From the hour on that began `hours` hours before the one that runs. */
export async function listHours(
  db: Queryable,
  communityId: string,
  webhookIds: readonly string[],
  hours: number,
): Promise<HourRow[]> {
  return rows(
    db,
    sql<HourRow>`
      select webhook_id, hour, success, failed, refused from incoming_health_hours_view
      where community_id = ${communityId} and webhook_id = any(${webhookIds}::uuid[])
        and hour > date_trunc('hour', guildhall_now(), 'UTC') - make_interval(hours => ${hours}::int)`,
  )
}

export interface PendingRow {
  webhook_id: string
  queued: number
  waiting: number
  overdue: number
  oldest_receipt_id: string
}

/** Overdue is what nobody took for an hour after it was due; an earlier receipt that runs again is not. */
export async function listPending(
  db: Queryable,
  communityId: string,
  webhookIds: readonly string[],
): Promise<PendingRow[]> {
  return rows(
    db,
    sql<PendingRow>`
      select webhook_id, count(*) filter (where state = 'queued') as queued,
             count(*) filter (where state <> 'queued') as waiting,
             count(*) filter (where state = 'queued' and due_at < guildhall_now() - interval '1 hour') as overdue,
             min(receipt_id::text)::uuid as oldest_receipt_id
      from incoming_health_pending_view
      where community_id = ${communityId} and webhook_id = any(${webhookIds}::uuid[])
      group by webhook_id`,
  )
}

export interface RefusalRow {
  webhook_id: string
  reason: string
  count: number
  last_at: Date
}

export async function listRefusals(
  db: Queryable,
  communityId: string,
  webhookIds: readonly string[],
): Promise<RefusalRow[]> {
  return rows(
    db,
    sql<RefusalRow>`
      select webhook_id, reason, count, last_at from incoming_health_refusals_view
      where community_id = ${communityId} and webhook_id = any(${webhookIds}::uuid[])
      order by last_at desc`,
  )
}
