/** SQL of accounts, sessions and API keys. better-auth reads and writes the same rows (see better-auth.ts). */
import { sql } from 'kysely'
import { firstRow, prepared, type Queryable, rows, type Transaction } from '../../platform/db/database.ts'

export interface AccountRow {
  id: string
  email: string
  email_verified: boolean
  name: string
  created_at: Date
  updated_at: Date
}

export async function findAccount(db: Queryable, id: string): Promise<AccountRow | undefined> {
  return firstRow(
    db,
    sql<AccountRow>`
      select id, email, email_verified, name, created_at, updated_at from access_accounts where id = ${id}`,
  )
}

export async function findAccountByEmail(db: Queryable, email: string): Promise<AccountRow | undefined> {
  return firstRow(
    db,
    sql<AccountRow>`
      select id, email, email_verified, name, created_at, updated_at
      from access_accounts where email = ${email}`,
  )
}

/** False when the e-mail is taken. */
export async function insertAccount(
  tx: Transaction,
  account: { id: string; email: string; name: string; isVerified: boolean },
): Promise<boolean> {
  const row = await firstRow(
    tx,
    sql`
      insert into access_accounts (id, email, email_verified, name)
      values (${account.id}, ${account.email}, ${account.isVerified}, ${account.name})
      on conflict (email) do nothing returning id`,
  )
  return row !== undefined
}

/** The password of an account, in the form in which better-auth looks for it. */
export async function upsertPassword(
  tx: Transaction,
  signIn: { id: string; accountId: string; passwordHash: string },
): Promise<void> {
  await sql`
    insert into access_sign_ins (id, account_id, provider_id, provider_account_id, password)
    values (${signIn.id}, ${signIn.accountId}, 'credential', ${signIn.accountId}, ${signIn.passwordHash})
    on conflict (provider_id, provider_account_id)
    do update set password = excluded.password, updated_at = now()`.execute(tx)
}

export async function updateAccountVerified(db: Queryable, id: string): Promise<void> {
  await sql`
    update access_accounts set email_verified = true, updated_at = now()
    where id = ${id} and not email_verified`.execute(db)
}

export interface SessionRow {
  id: string
  token: string
  expires_at: Date
}

export async function insertSession(
  tx: Transaction,
  session: {
    id: string
    accountId: string
    token: string
    lifetimeSeconds: number
    ip: string
    userAgent: string
  },
): Promise<SessionRow> {
  const [row] = await rows(
    tx,
    sql<SessionRow>`
      insert into access_sessions (id, account_id, token, expires_at, ip_address, user_agent)
      values (${session.id}, ${session.accountId}, ${session.token},
              now() + make_interval(secs => ${session.lifetimeSeconds}), ${session.ip}, ${session.userAgent})
      returning id, token, expires_at`,
  )
  return row as SessionRow
}

export interface SignedIn {
  account_id: string
  name: string
}

/** Whose sessions they are, of those that have not expired. */
export const accountsByToken = prepared<SignedIn & { place: number }>(
  'access_accounts_by_token',
  `select wanted.place::int, account.id as account_id, account.name
   from unnest($1::text[]) with ordinality as wanted (token, place)
   join access_sessions session using (token)
   join access_accounts account on account.id = session.account_id
   where session.expires_at > now()`,
)

export async function findSessionByToken(db: Queryable, token: string): Promise<SessionRow | undefined> {
  return firstRow(
    db,
    sql<SessionRow>`select id, token, expires_at from access_sessions where token = ${token}`,
  )
}

export async function deleteSessionsOf(tx: Transaction, accountId: string): Promise<void> {
  await sql`delete from access_sessions where account_id = ${accountId}`.execute(tx)
}

/** Expired rows are never honoured; this only gives their space back. */
export async function deleteExpired(db: Queryable): Promise<void> {
  await sql`delete from access_sessions where expires_at < now()`.execute(db)
  await sql`delete from access_verifications where expires_at < now()`.execute(db)
}

export async function findOwnerAccountId(db: Queryable): Promise<string | undefined> {
  const row = await firstRow(
    db,
    sql<{ owner_account_id: string }>`select owner_account_id from access_installation`,
  )
  return row?.owner_account_id
}

/** False when the installation has an owner; waits for a claim that is under way. */
export async function insertInstallation(tx: Transaction, accountId: string): Promise<boolean> {
  const row = await firstRow(
    tx,
    sql`
      insert into access_installation (owner_account_id) values (${accountId})
      on conflict (is_the_one) do nothing returning is_the_one`,
  )
  return row !== undefined
}

export interface KeyRow {
  id: string
  name: string
  masked: string
  permissions: number
  expires_at: Date | null
  last_used_at: Date | null
  created_at: Date
}

export interface NewKey {
  communityId: string
  id: string
  digest: Buffer
  masked: string
  name: string
  permissions: bigint
  expiresAt: Date | null
  createdBy: string | null
}

/** Keys of one community are made one after another, so that their limit is never overrun. */
export async function lockKeys(tx: Transaction, communityId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`access.keys:${communityId}`}, 0))`.execute(tx)
}

/** Undefined when the community has `keyCountMax` live keys already. */
export async function insertKey(
  tx: Transaction,
  key: NewKey,
  keyCountMax: number,
): Promise<KeyRow | undefined> {
  return firstRow(
    tx,
    sql<KeyRow>`
      insert into access_keys (community_id, id, digest, masked, name, permissions, expires_at, created_by)
      select ${key.communityId}, ${key.id}, ${key.digest}, ${key.masked}, ${key.name},
             ${key.permissions}::bigint, ${key.expiresAt}::timestamptz, ${key.createdBy}::uuid
      where (select count(*) from access_keys
             where community_id = ${key.communityId} and revoked_at is null) < ${keyCountMax}
      returning id, name, masked, permissions, expires_at, last_used_at, created_at`,
  )
}

export async function listKeys(db: Queryable, communityId: string, limit: number): Promise<KeyRow[]> {
  return rows(
    db,
    sql<KeyRow>`
      select id, name, masked, permissions, expires_at, last_used_at, created_at
      from access_keys where community_id = ${communityId} and revoked_at is null
      order by id desc limit ${limit}`,
  )
}

/** False when there is no such live key. */
/** Answers the name of the key, or undefined when there was none to revoke. */
export async function updateKeyRevoked(tx: Transaction, communityId: string, id: string) {
  const row = await firstRow(
    tx,
    sql<{ name: string }>`
      update access_keys set revoked_at = guildhall_now()
      where community_id = ${communityId} and id = ${id} and revoked_at is null returning name`,
  )
  return row?.name
}

export interface FoundKey {
  community_id: string
  id: string
  name: string
  permissions: number
  is_revoked: boolean
  is_expired: boolean
}

// By digest alone: a key names its community, not the other way round.
export const keysByDigest = prepared<FoundKey & { place: number }>(
  'access_keys_by_digest',
  `select wanted.place::int, key.community_id, key.id, key.name, key.permissions,
          key.revoked_at is not null as is_revoked,
          key.expires_at is not null and key.expires_at <= guildhall_now() as is_expired
   from unnest($1::bytea[]) with ordinality as wanted (digest, place) join access_keys key using (digest)`,
)

/** At most one write a minute, however many nodes note the same key. */
export async function updateKeyUsed(db: Queryable, communityId: string, id: string): Promise<void> {
  await sql`
    update access_keys set last_used_at = guildhall_now()
    where community_id = ${communityId} and id = ${id}
      and (last_used_at is null or last_used_at < guildhall_now() - interval '1 minute')`.execute(db)
}
