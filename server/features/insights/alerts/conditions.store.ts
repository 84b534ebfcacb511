/** What alerts are opened for, one statement for each kind, over all communities. */
import { sql } from 'kysely'
import { type Queryable, rows } from '../../../platform/db/database.ts'
import { failingCountMin, failingShareMin, refusedCountMin } from './alerts.rules.ts'

export interface ConditionRow {
  community_id: string
  webhook_id: string
  count: number
  total: number
  hours: number
}

/** Receipts that nobody took for an hour after they were due. */
export async function listOverdue(db: Queryable): Promise<ConditionRow[]> {
  return rows(
    db,
    sql<ConditionRow>`
      select pending.community_id, pending.webhook_id, count(*) as count, 0 as total, 0 as hours
      from incoming_health_pending_view pending
      where pending.state = 'queued' and pending.due_at < guildhall_now() - interval '1 hour'
      group by pending.community_id, pending.webhook_id`,
  )
}

export async function listFailing(db: Queryable): Promise<ConditionRow[]> {
  return rows(
    db,
    sql<ConditionRow>`
      select community_id, webhook_id, sum(failed)::bigint as count, sum(success + failed)::bigint as total,
             0 as hours
      from incoming_health_hours_view
      where hour >= date_trunc('hour', guildhall_now(), 'UTC') - interval '1 hour'
      group by community_id, webhook_id
      having sum(success + failed) >= ${failingCountMin}::int
        and sum(failed) >= ${failingShareMin}::float * sum(success + failed)`,
  )
}

export async function listRefusing(db: Queryable): Promise<ConditionRow[]> {
  return rows(
    db,
    sql<ConditionRow>`
      select community_id, webhook_id, sum(refused)::bigint as count, 0 as total, 0 as hours
      from incoming_health_hours_view
      where hour >= date_trunc('hour', guildhall_now(), 'UTC') - interval '1 hour'
      group by community_id, webhook_id
      having sum(refused) >= ${refusedCountMin}::int`,
  )
}

/** Only those that were ever called: a new webhook is not silent. */
export async function listSilent(db: Queryable): Promise<ConditionRow[]> {
  return rows(
    db,
    sql<ConditionRow>`
      select silence.community_id, silence.webhook_id, 0 as count, 0 as total, silence.after_hours as hours
      from insights_silences silence
      join incoming_health_view webhook
        on webhook.community_id = silence.community_id and webhook.webhook_id = silence.webhook_id
      where not webhook.is_paused
        and webhook.last_receipt_id < guildhall_id_floor(guildhall_now() - make_interval(hours => silence.after_hours))`,
  )
}

export async function upsertSilence(
  db: Queryable,
  communityId: string,
  webhookId: string,
  afterHours: number,
): Promise<void> {
  await sql`
    insert into insights_silences (community_id, webhook_id, after_hours)
    values (${communityId}, ${webhookId}, ${afterHours})
    on conflict (community_id, webhook_id) do update set after_hours = excluded.after_hours`.execute(db)
}

export async function deleteSilence(db: Queryable, communityId: string, webhookId: string): Promise<void> {
  await sql`
    delete from insights_silences where community_id = ${communityId} and webhook_id = ${webhookId}`.execute(
    db,
  )
}
