/** The SQL of signing secrets: the current ones and those that still sign after a rotation. */
import { sql } from 'kysely'
import {
  firstRow,
  prepared,
  type Queryable,
  rows,
  run,
  type Transaction,
} from '../../../platform/db/database.ts'
import { invariant } from '../../../platform/invariant.ts'
import type { SecretKind } from '../wire/sign.rules.ts'
import type { EndpointAddress } from './endpoint.ts'

export interface SecretRow {
  endpoint_id: string
  id: string
  kind: SecretKind
  public_key: string | null
  valid_until: Date | null
  created_at: Date
}

export interface NewSecretRow extends EndpointAddress {
  id: string
  kind: SecretKind
  sealed: Buffer
  publicKey: string | null
}

export async function insertSecret(tx: Transaction, secret: NewSecretRow): Promise<SecretRow> {
  const row = await firstRow(
    tx,
    sql<SecretRow>`
      insert into outgoing_secrets (community_id, endpoint_id, id, kind, sealed, public_key)
      values (${secret.communityId}, ${secret.endpointId}, ${secret.id}, ${secret.kind}, ${secret.sealed},
              ${secret.publicKey})
      returning endpoint_id, id, kind, public_key, valid_until, created_at`,
  )
  invariant(row, 'an inserted secret is answered')
  return row
}

/** Lets all secrets end after the overlap; one that ends sooner stays as it is. */
export async function endSecrets(
  tx: Transaction,
  { communityId, endpointId }: EndpointAddress,
  overlapHours: number,
): Promise<void> {
  await sql`
    update outgoing_secrets
    set valid_until = least(valid_until, guildhall_now() + make_interval(hours => ${overlapHours}::int))
    where community_id = ${communityId} and endpoint_id = ${endpointId}`.execute(tx)
}

/** Deletes those that have ended, and of the others all but the newest. */
export async function deleteEndedSecrets(
  tx: Transaction,
  { communityId, endpointId }: EndpointAddress,
  keep: number,
): Promise<void> {
  await sql`
    delete from outgoing_secrets
    where community_id = ${communityId} and endpoint_id = ${endpointId}
      and (valid_until <= guildhall_now() or id not in (
        select id from outgoing_secrets
        where community_id = ${communityId} and endpoint_id = ${endpointId}
        order by id desc limit ${keep}))`.execute(tx)
}

/** Newest first. */
export async function listLivingSecrets(
  db: Queryable,
  communityId: string,
  endpointIds: readonly string[],
): Promise<SecretRow[]> {
  return rows(
    db,
    sql<SecretRow>`
      select endpoint_id, id, kind, public_key, valid_until, created_at from outgoing_secrets
      where community_id = ${communityId} and endpoint_id = any(${endpointIds}::uuid[])
        and (valid_until is null or valid_until > guildhall_now())
      order by id desc`,
  )
}

export interface SealedSecretRow {
  endpoint_id: string
  kind: SecretKind
  sealed: Buffer
  valid_until: Date | null
}

const sealedStatement = prepared<SealedSecretRow>(
  'outgoing_sealed_secrets',
  `select s.endpoint_id, s.kind, s.sealed, s.valid_until
   from unnest($1::uuid[], $2::uuid[]) as wanted (community_id, endpoint_id)
   join outgoing_secrets s using (community_id, endpoint_id)
   order by s.id desc`,
)

/** Newest first; with those that have ended meanwhile. */
export async function listSealedSecrets(
  db: Queryable,
  wanted: readonly EndpointAddress[],
): Promise<SealedSecretRow[]> {
  if (wanted.length === 0) return []
  return run(db, sealedStatement, [
    wanted.map((each) => each.communityId),
    wanted.map((each) => each.endpointId),
  ])
}
