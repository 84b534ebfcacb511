/** The SQL of what senders show: API keys and signatures of webhooks. */
import { sql } from 'kysely'
import type { SignatureScheme } from '../../../../contracts/senders.ts'
import { type Queryable, rows, type Transaction } from '../../../platform/db/database.ts'

export interface KeyRow {
  webhook_id: string
  id: string
  name: string
  masked: string
  valid_until: Date | null
  last_used_at: Date | null
  created_at: Date
}

const keyColumns = sql`webhook_id, id, name, masked, valid_until, last_used_at, created_at`
const isLiving = sql`(valid_until is null or valid_until > guildhall_now())`

export async function insertKey(
  tx: Transaction,
  key: { communityId: string; webhookId: string; id: string; name: string; digest: Buffer; masked: string },
): Promise<KeyRow | undefined> {
  const [row] = await rows(
    tx,
    sql<KeyRow>`
      insert into incoming_api_keys (community_id, webhook_id, id, name, digest, masked)
      values (${key.communityId}, ${key.webhookId}, ${key.id}, ${key.name}, ${key.digest}, ${key.masked})
      returning ${keyColumns}`,
  )
  return row
}

export async function listKeys(db: Queryable, communityId: string, webhookIds: readonly string[]) {
  return rows(
    db,
    sql<KeyRow>`
      select ${keyColumns} from incoming_api_keys
      where community_id = ${communityId} and webhook_id = any(${webhookIds}::uuid[])
      order by created_at desc, id desc`,
  )
}

export async function countLivingKeys(tx: Transaction, communityId: string, webhookId: string) {
  const [row] = await rows(
    tx,
    sql<{ count: number }>`
      select count(*)::int as count from incoming_api_keys
      where community_id = ${communityId} and webhook_id = ${webhookId} and ${isLiving}`,
  )
  return row?.count ?? 0
}

/** Ends the living keys after so many hours; one that ends earlier anyhow keeps its end. */
export async function endKeys(tx: Transaction, communityId: string, webhookId: string, hours: number) {
  await sql`
    update incoming_api_keys
    set valid_until = least(valid_until, guildhall_now() + make_interval(hours => ${hours}::int))
    where community_id = ${communityId} and webhook_id = ${webhookId} and ${isLiving}`.execute(tx)
}

/** Takes away keys that have ended. */
export async function deleteEndedKeys(tx: Transaction, communityId: string, webhookId: string) {
  await sql`
    delete from incoming_api_keys
    where community_id = ${communityId} and webhook_id = ${webhookId} and not ${isLiving}`.execute(tx)
}

/** One key, or all of a webhook; answers how many there were. */
export async function deleteKeys(
  tx: Transaction,
  communityId: string,
  webhookId: string,
  keyId: string | null,
): Promise<KeyRow[]> {
  return rows(
    tx,
    sql<KeyRow>`
      delete from incoming_api_keys
      where community_id = ${communityId} and webhook_id = ${webhookId}
        ${keyId === null ? sql`` : sql`and id = ${keyId}`}
      returning ${keyColumns}`,
  )
}

/** At most one write a minute, however many nodes note the same key. */
export async function updateKeyUsed(
  db: Queryable,
  communityId: string,
  webhookId: string,
  id: string,
): Promise<void> {
  await sql`
    update incoming_api_keys set last_used_at = guildhall_now()
    where community_id = ${communityId} and webhook_id = ${webhookId} and id = ${id}
      and (last_used_at is null or last_used_at < guildhall_now() - interval '1 minute')`.execute(db)
}

export interface SignatureRow {
  webhook_id: string
  scheme: SignatureScheme
  secret: Buffer
  valid_until: Date | null
  created_at: Date
}

export async function insertSignature(
  tx: Transaction,
  signature: {
    communityId: string
    webhookId: string
    id: string
    scheme: SignatureScheme
    sealedSecret: Buffer
  },
): Promise<void> {
  const { communityId, webhookId, id, scheme, sealedSecret } = signature
  await sql`
    insert into incoming_signatures (community_id, webhook_id, id, scheme, secret)
    values (${communityId}, ${webhookId}, ${id}, ${JSON.stringify(scheme)}, ${sealedSecret})`.execute(tx)
}

/** The signature in force ends after so many hours; the one before it, if there still is one, goes. */
export async function endSignature(tx: Transaction, communityId: string, webhookId: string, hours: number) {
  await sql`
    delete from incoming_signatures
    where community_id = ${communityId} and webhook_id = ${webhookId} and valid_until is not null`.execute(tx)
  await sql`
    update incoming_signatures set valid_until = guildhall_now() + make_interval(hours => ${hours}::int)
    where community_id = ${communityId} and webhook_id = ${webhookId}`.execute(tx)
}

export async function deleteSignatures(tx: Transaction, communityId: string, webhookId: string) {
  await sql`
    delete from incoming_signatures
    where community_id = ${communityId} and webhook_id = ${webhookId}`.execute(tx)
}

/** The one in force first, then the one before it while it is valid; secrets are sealed. */
export async function listSignatures(db: Queryable, communityId: string, webhookIds: readonly string[]) {
  return rows(
    db,
    sql<SignatureRow>`
      select webhook_id, scheme, secret, valid_until, created_at from incoming_signatures
      where community_id = ${communityId} and webhook_id = any(${webhookIds}::uuid[]) and ${isLiving}
      order by valid_until desc nulls first`,
  )
}
