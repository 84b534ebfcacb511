/** The SQL of webhooks themselves: settings, tokens, versions of mappings, counts. */
import { sql } from 'kysely'
import type { Mapping } from '../../../../contracts/mapping.ts'
import { firstRow, type Queryable, rows, type Transaction } from '../../../platform/db/database.ts'
import type { Keyset } from '../../../platform/db/keyset.ts'
import type { EventActor } from '../../../platform/events/events.ts'
import type { WebhookRow } from './webhook.ts'

const columns = sql`community_id, id, name, location, encryption_mode, encryption_key,
  paused_at, mapping_version, revision, created_at, updated_at, deleted_at`

export async function insertWebhook(
  tx: Transaction,
  webhook: {
    communityId: string
    id: string
    name: string
    nameKey: string
    location: string
    encryption: { mode: string; sealedKey: Buffer } | null
  },
): Promise<void> {
  await sql`
    insert into incoming_webhooks
      (community_id, id, name, name_key, location, encryption_mode, encryption_key)
    values (${webhook.communityId}, ${webhook.id}, ${webhook.name}, ${webhook.nameKey}, ${webhook.location},
            ${webhook.encryption?.mode ?? null}, ${webhook.encryption?.sealedKey ?? null})`.execute(tx)
}

export async function countWebhooks(db: Queryable, communityId: string): Promise<number> {
  const row = await firstRow(
    db,
    sql<{ count: number }>`
      select count(*) as count from incoming_webhooks where community_id = ${communityId} and deleted_at is null`,
  )
  return row?.count ?? 0
}

export async function findWebhook(
  db: Queryable,
  communityId: string,
  id: string,
): Promise<WebhookRow | undefined> {
  return firstRow(
    db,
    sql<WebhookRow>`
      select ${columns} from incoming_webhooks
      where community_id = ${communityId} and id = ${id} and deleted_at is null`,
  )
}

/** Locks the row, so that settings change one after the other. */
export async function lockWebhook(
  tx: Transaction,
  communityId: string,
  id: string,
): Promise<WebhookRow | undefined> {
  return firstRow(
    tx,
    sql<WebhookRow>`
      select ${columns} from incoming_webhooks
      where community_id = ${communityId} and id = ${id} and deleted_at is null for update`,
  )
}

export async function listWebhookRows(
  db: Queryable,
  communityId: string,
  keyset: Keyset,
): Promise<WebhookRow[]> {
  return rows(
    db,
    sql<WebhookRow>`
      select ${columns} from incoming_webhooks
      where community_id = ${communityId} and deleted_at is null
        ${keyset.after ? sql`and id < ${keyset.after}` : sql``}
      order by id desc limit ${keyset.take}`,
  )
}

export interface WebhookChange {
  name?: { name: string; nameKey: string }
  encryption?: { mode: string; sealedKey: Buffer } | null
  paused?: 'pause' | 'resume'
  mappingVersion?: number
  deleted?: 'delete'
}

/** Every change makes a new revision; requests judged by an earlier one are judged again. */
export async function updateWebhook(
  tx: Transaction,
  communityId: string,
  id: string,
  change: WebhookChange,
): Promise<WebhookRow | undefined> {
  const sets = [sql`revision = revision + 1`, sql`updated_at = guildhall_now()`]
  if (change.name) sets.push(sql`name = ${change.name.name}`, sql`name_key = ${change.name.nameKey}`)
  if (change.encryption !== undefined) {
    sets.push(sql`encryption_mode = ${change.encryption?.mode ?? null}`)
    sets.push(sql`encryption_key = ${change.encryption?.sealedKey ?? null}`)
  }
  if (change.paused === 'pause') sets.push(sql`paused_at = guildhall_now()`)
  if (change.paused === 'resume') sets.push(sql`paused_at = null`)
  if (change.mappingVersion !== undefined) sets.push(sql`mapping_version = ${change.mappingVersion}`)
  if (change.deleted) sets.push(sql`deleted_at = guildhall_now()`)
  return firstRow(
    tx,
    sql<WebhookRow>`
      update incoming_webhooks set ${sql.join(sets)}
      where community_id = ${communityId} and id = ${id} returning ${columns}`,
  )
}

export async function insertToken(
  tx: Transaction,
  token: { digest: Buffer; communityId: string; webhookId: string; sealed: Buffer },
): Promise<void> {
  await sql`
    insert into incoming_tokens (digest, community_id, webhook_id, sealed)
    values (${token.digest}, ${token.communityId}, ${token.webhookId}, ${token.sealed})`.execute(tx)
}

/** Ends the current token, and cuts short an earlier one that is still in its overlap. */
export async function endTokens(
  tx: Transaction,
  communityId: string,
  webhookId: string,
  overlapHours: number,
) {
  await sql`
    update incoming_tokens
    set valid_until = least(valid_until, guildhall_now() + make_interval(hours => ${overlapHours}::int))
    where community_id = ${communityId} and webhook_id = ${webhookId}
      and (valid_until is null or valid_until > guildhall_now())`.execute(tx)
}

export interface TokenRow {
  webhook_id: string
  sealed: Buffer
  valid_until: Date | null
}

export async function listLivingTokens(db: Queryable, communityId: string, webhookIds: readonly string[]) {
  return rows(
    db,
    sql<TokenRow>`
      select webhook_id, sealed, valid_until from incoming_tokens
      where community_id = ${communityId} and webhook_id = any(${webhookIds}::uuid[])
        and (valid_until is null or valid_until > guildhall_now())
      order by valid_until desc nulls first`,
  )
}

export interface MappingRow {
  webhook_id: string
  version: number
  mapping: Mapping
  actor_kind: string
  actor_id: string | null
  actor_label: string
  created_at: Date
}

export async function insertMapping(
  tx: Transaction,
  communityId: string,
  webhookId: string,
  version: number,
  mapping: Mapping,
  actor: EventActor,
): Promise<void> {
  await sql`
    insert into incoming_mappings (community_id, webhook_id, version, mapping, actor_kind, actor_id, actor_label)
    values (${communityId}, ${webhookId}, ${version}, ${JSON.stringify(mapping)}, ${actor.kind}, ${actor.id},
            ${actor.label})`.execute(tx)
}

export async function listMappingRows(
  db: Queryable,
  communityId: string,
  webhookId: string,
  before: number | null,
  count: number,
) {
  return rows(
    db,
    sql<MappingRow>`
      select webhook_id, version, mapping, actor_kind, actor_id, actor_label, created_at from incoming_mappings
      where community_id = ${communityId} and webhook_id = ${webhookId}
        ${before === null ? sql`` : sql`and version < ${before}`}
      order by version desc limit ${count}`,
  )
}

/** The mappings in force of some webhooks. */
export async function listCurrentMappings(db: Queryable, communityId: string, webhookIds: readonly string[]) {
  return rows(
    db,
    sql<{ webhook_id: string; mapping: Mapping }>`
      select m.webhook_id, m.mapping from incoming_mappings m
      join incoming_webhooks w on w.community_id = m.community_id and w.id = m.webhook_id
        and w.mapping_version = m.version
      where m.community_id = ${communityId} and m.webhook_id = any(${webhookIds}::uuid[])`,
  )
}

export interface CountRow {
  webhook_id: string
  success: number
  failed: number
  pending: number
  awaiting_member: number
  last_receipt_id: string | null
}

/** Counts of the last 24 hours from the hourly sums, what waits (read once for all), and the newest receipt. */
export async function listCounts(db: Queryable, communityId: string, webhookIds: readonly string[]) {
  return rows(
    db,
    sql<CountRow>`
      select wanted.id as webhook_id, coalesce(hours.success, 0) as success, coalesce(hours.failed, 0) as failed,
             coalesce(waiting.pending, 0) as pending, coalesce(waiting.awaiting_member, 0) as awaiting_member,
             (select r.id from incoming_receipts r
              where r.community_id = ${communityId} and r.webhook_id = wanted.id
              order by r.id desc limit 1) as last_receipt_id
      from unnest(${webhookIds}::uuid[]) as wanted (id)
      left join lateral (
        select sum(success)::bigint as success, sum(failed)::bigint as failed from incoming_hours h
        where h.community_id = ${communityId} and h.webhook_id = wanted.id
          and h.hour > guildhall_now() - interval '24 hours'
      ) as hours on true
      left join (
        select p.webhook_id, count(*) as pending, count(*) filter (where p.state = 'awaiting_member') as awaiting_member
        from incoming_pending p
        where p.community_id = ${communityId} and p.webhook_id = any(${webhookIds}::uuid[])
        group by p.webhook_id
      ) as waiting on waiting.webhook_id = wanted.id`,
  )
}
