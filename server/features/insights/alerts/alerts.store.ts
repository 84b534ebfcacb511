/** The SQL of alerts: which are open, opening and closing them, which are due to be mailed. */
import { sql } from 'kysely'
import type { AlertKind } from '../../../../contracts/insights.ts'
import { firstRow, type Queryable, rows, type Transaction } from '../../../platform/db/database.ts'
import type { Keyset } from '../../../platform/db/keyset.ts'
import type { AlertFacts } from './alert-words.rules.ts'
import type { Condition, OpenAlert } from './alerts.rules.ts'

export interface AlertRow {
  community_id: string
  id: string
  kind: AlertKind
  webhook_id: string
  webhook_name: string | null
  facts: AlertFacts
  opened_at: Date
  closed_at: Date | null
  muted_at: Date | null
}

export async function listOpenAlerts(tx: Transaction): Promise<OpenAlert[]> {
  return rows(
    tx,
    sql<OpenAlert>`
      select id, community_id as "communityId", webhook_id as "webhookId", kind, facts
      from insights_alerts where closed_at is null
      order by community_id, id for update`,
  )
}

/** One that another node has opened meanwhile stays that one's. */
export async function insertAlerts(
  tx: Transaction,
  alerts: readonly (Condition & { id: string })[],
): Promise<void> {
  if (alerts.length === 0) return
  await sql`
    insert into insights_alerts (community_id, id, kind, webhook_id, facts)
    select * from unnest(${alerts.map((each) => each.communityId)}::uuid[], ${alerts.map((each) => each.id)}::uuid[],
      ${alerts.map((each) => each.kind)}::text[], ${alerts.map((each) => each.webhookId)}::uuid[],
      ${alerts.map((each) => JSON.stringify(each.facts))}::jsonb[])
    on conflict do nothing`.execute(tx)
}

export async function updateFacts(tx: Transaction, alerts: readonly OpenAlert[]): Promise<void> {
  if (alerts.length === 0) return
  await sql`
    update insights_alerts alert set facts = changed.facts
    from unnest(${alerts.map((each) => each.communityId)}::uuid[], ${alerts.map((each) => each.id)}::uuid[],
      ${alerts.map((each) => JSON.stringify(each.facts))}::jsonb[]) as changed (community_id, id, facts)
    where alert.community_id = changed.community_id and alert.id = changed.id`.execute(tx)
}

export async function closeAlerts(tx: Transaction, alerts: readonly OpenAlert[]): Promise<void> {
  if (alerts.length === 0) return
  await sql`
    update insights_alerts alert set closed_at = guildhall_now()
    from unnest(${alerts.map((each) => each.communityId)}::uuid[], ${alerts.map((each) => each.id)}::uuid[])
      as ended (community_id, id)
    where alert.community_id = ended.community_id and alert.id = ended.id`.execute(tx)
}

export interface MailedAlert extends AlertRow {
  community_name: string
}

/**
 * Marks what is mailed now and answers it: open, not muted, not mailed within a day. Nobody is written to about
 * a sample. At most a hundred at once, so that the transaction stays short.
 */
export async function markMailed(tx: Transaction): Promise<MailedAlert[]> {
  return rows(
    tx,
    sql<MailedAlert>`
      update insights_alerts alert set mailed_at = guildhall_now()
      from (
        select open.community_id, open.id, webhook.name as webhook_name, community.name as community_name
        from insights_alerts open
        join communities_view community on community.id = open.community_id and not community.is_sample
        join incoming_health_view webhook
          on webhook.community_id = open.community_id and webhook.webhook_id = open.webhook_id
        where open.closed_at is null and open.muted_at is null
          and (open.mailed_at is null or open.mailed_at <= guildhall_now() - interval '1 day')
        order by open.id limit 100
      ) as due
      where alert.community_id = due.community_id and alert.id = due.id
      returning alert.community_id, alert.id, alert.kind, alert.webhook_id, due.webhook_name, alert.facts,
                alert.opened_at, alert.closed_at, alert.muted_at, due.community_name`,
  )
}

const alertColumns = sql`
  alert.community_id, alert.id, alert.kind, alert.webhook_id, webhook.name as webhook_name, alert.facts,
  alert.opened_at, alert.closed_at, alert.muted_at`
const alertsWithWebhook = sql`
  insights_alerts alert
  left join incoming_health_view webhook
    on webhook.community_id = alert.community_id and webhook.webhook_id = alert.webhook_id`

export async function listAlertRows(
  db: Queryable,
  communityId: string,
  isOpenOnly: boolean,
  keyset: Keyset,
): Promise<AlertRow[]> {
  return rows(
    db,
    sql<AlertRow>`
      select ${alertColumns} from ${alertsWithWebhook}
      where alert.community_id = ${communityId}
        ${isOpenOnly ? sql`and alert.closed_at is null` : sql``}
        ${keyset.after ? sql`and alert.id < ${keyset.after}` : sql``}
      order by alert.id desc limit ${keyset.take}`,
  )
}

export async function findAlertRow(db: Queryable, communityId: string, id: string) {
  return firstRow(
    db,
    sql<AlertRow>`
      select ${alertColumns} from ${alertsWithWebhook}
      where alert.community_id = ${communityId} and alert.id = ${id}`,
  )
}

/** Muted once stays muted since then. */
export async function updateMuted(
  tx: Transaction,
  communityId: string,
  id: string,
  change: 'mute' | 'unmute',
): Promise<void> {
  const mutedAt = change === 'mute' ? sql`coalesce(muted_at, guildhall_now())` : sql`null`
  await sql`
    update insights_alerts set muted_at = ${mutedAt}
    where community_id = ${communityId} and id = ${id}`.execute(tx)
}
