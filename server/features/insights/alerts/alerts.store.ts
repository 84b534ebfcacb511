/** The SQL of alerts: which are open, opening and closing them, which are due to be mailed. */
import { sql } from 'kysely'
import { type AlertKind, ledgerAlertKinds, webhookAlertKinds } from '../../../../contracts/insights.ts'
import { firstRow, type Queryable, rows, type Transaction } from '../../../platform/db/database.ts'
import type { Keyset } from '../../../platform/db/keyset.ts'
import type { AlertFacts } from './alert-words.rules.ts'
import type { ChangedAlert, Condition, OpenAlert } from './alerts.rules.ts'

export interface AlertRow {
  community_id: string
  id: string
  kind: AlertKind
  subject_id: string
  subject_name: string | null
  facts: AlertFacts
  opened_at: Date
  closed_at: Date | null
  muted_at: Date | null
}

export async function listOpenAlerts(tx: Transaction): Promise<OpenAlert[]> {
  return rows(
    tx,
    sql<OpenAlert>`
      select id, community_id as "communityId", subject_id as "subjectId", kind, facts
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
    insert into insights_alerts (community_id, id, kind, subject_id, facts)
    select * from unnest(${alerts.map((each) => each.communityId)}::uuid[], ${alerts.map((each) => each.id)}::uuid[],
      ${alerts.map((each) => each.kind)}::text[], ${alerts.map((each) => each.subjectId)}::uuid[],
      ${alerts.map((each) => JSON.stringify(each.facts))}::jsonb[])
    on conflict do nothing`.execute(tx)
}

export async function updateFacts(tx: Transaction, alerts: readonly ChangedAlert[]): Promise<void> {
  if (alerts.length === 0) return
  await sql`
    update insights_alerts alert
    set facts = changed.facts, mailed_at = case when changed.is_news then null else alert.mailed_at end
    from unnest(${alerts.map((each) => each.communityId)}::uuid[], ${alerts.map((each) => each.id)}::uuid[],
      ${alerts.map((each) => JSON.stringify(each.facts))}::jsonb[], ${alerts.map((each) => each.isNews)}::boolean[])
      as changed (community_id, id, facts, is_news)
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
 * Marks what is mailed now and answers it: open, not muted, not mailed yet; of incoming webhooks and the ledger also
 * not mailed within a day. Nobody is written to about a sample. At most a hundred at once, so that the transaction stays short.
 */
export async function markMailed(tx: Transaction): Promise<MailedAlert[]> {
  return rows(
    tx,
    sql<MailedAlert>`
      update insights_alerts alert set mailed_at = guildhall_now()
      from (
        select open.community_id, open.id, coalesce(webhook.name, endpoint.name) as subject_name, community.name as community_name
        from insights_alerts open
        join communities_view community on community.id = open.community_id and not community.is_sample
        left join incoming_health_view webhook
          on webhook.community_id = open.community_id and webhook.webhook_id = open.subject_id
        left join outgoing_health_view endpoint
          on endpoint.community_id = open.community_id and endpoint.endpoint_id = open.subject_id
        where open.closed_at is null and open.muted_at is null
          and (coalesce(webhook.name, endpoint.name) is not null or open.kind = any(${ledgerAlertKinds}::text[]))
          and (open.mailed_at is null or (open.kind = any(${[...webhookAlertKinds, ...ledgerAlertKinds]}::text[])
               and open.mailed_at <= guildhall_now() - interval '1 day'))
        order by open.id limit 100
      ) as due
      where alert.community_id = due.community_id and alert.id = due.id
      returning alert.community_id, alert.id, alert.kind, alert.subject_id, due.subject_name, alert.facts,
                alert.opened_at, alert.closed_at, alert.muted_at, due.community_name`,
  )
}

const alertColumns = sql`
  alert.community_id, alert.id, alert.kind, alert.subject_id, coalesce(webhook.name, endpoint.name) as subject_name, alert.facts,
  alert.opened_at, alert.closed_at, alert.muted_at`
const alertsWithSubject = sql`
  insights_alerts alert
  left join incoming_health_view webhook
    on webhook.community_id = alert.community_id and webhook.webhook_id = alert.subject_id
  left join outgoing_health_view endpoint
    on endpoint.community_id = alert.community_id and endpoint.endpoint_id = alert.subject_id`

export async function listAlertRows(
  db: Queryable,
  communityId: string,
  isOpenOnly: boolean,
  keyset: Keyset,
): Promise<AlertRow[]> {
  return rows(
    db,
    sql<AlertRow>`
      select ${alertColumns} from ${alertsWithSubject}
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
      select ${alertColumns} from ${alertsWithSubject}
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
