/** The SQL of the keys of apps. */
import { sql } from 'kysely'
import type { AppState } from '../../../../contracts/apps.ts'
import type { AppPermissionName } from '../../../../contracts/permissions.ts'
import { firstRow, prepared, type Queryable, rows, type Transaction } from '../../../platform/db/database.ts'
import type { AppAddress } from './app.ts'

export interface AppKeyRow {
  id: string
  masked: string
  permissions: AppPermissionName[]
  ends_at: Date | null
  last_used_at: Date | null
  created_at: Date
}

const shown = sql`id, masked, permissions, ends_at, last_used_at, created_at`

export interface NewAppKeyRow extends AppAddress {
  id: string
  digest: Buffer
  masked: string
  sealed: Buffer
  permissions: readonly AppPermissionName[]
}

export async function insertAppKey(tx: Transaction, key: NewAppKeyRow): Promise<AppKeyRow> {
  const [row] = await rows(
    tx,
    sql<AppKeyRow>`
      insert into items_app_keys (community_id, app_id, id, digest, masked, sealed, permissions)
      values (${key.communityId}, ${key.appId}, ${key.id}, ${key.digest}, ${key.masked}, ${key.sealed},
              ${key.permissions})
      returning ${shown}`,
  )
  return row as AppKeyRow
}

/** Newest first. */
export async function listLivingAppKeys(
  db: Queryable,
  { communityId, appId }: AppAddress,
): Promise<AppKeyRow[]> {
  return rows(
    db,
    sql<AppKeyRow>`
      select ${shown} from items_app_keys
      where community_id = ${communityId} and app_id = ${appId}
        and (ends_at is null or ends_at > guildhall_now())
      order by id desc`,
  )
}

/** Answers the key, or undefined when there was none that lives. */
export async function updateAppKeyEnd(
  tx: Transaction,
  { communityId, appId }: AppAddress,
  id: string,
  endsAt: Date,
): Promise<AppKeyRow | undefined> {
  return firstRow(
    tx,
    sql<AppKeyRow>`
      update items_app_keys set ends_at = ${endsAt}
      where community_id = ${communityId} and app_id = ${appId} and id = ${id}
        and (ends_at is null or ends_at > guildhall_now())
      returning ${shown}`,
  )
}

export interface FoundAppKeyRow {
  key_id: string
  app_id: string
  title: string
  community_id: string
  permissions: AppPermissionName[]
  client_id: string
  state: AppState
  face_version: number
  tells_aliases: boolean
  is_ended: boolean
}

// By digest alone: a key names its app and community, not the other way round.
export const appKeysByDigest = prepared<FoundAppKeyRow & { place: number }>(
  'items_app_keys_by_digest',
  `select wanted.place::int, key.id as key_id, key.app_id, app.title, key.community_id, key.permissions,
          app.client_id, app.state, app.face_version,
          coalesce(app.face_settings ->> 'userEmailForm', 'real') = 'alias' as tells_aliases,
          key.ends_at is not null and key.ends_at <= guildhall_now() as is_ended
   from unnest($1::bytea[]) with ordinality as wanted (digest, place)
   join items_app_keys key using (digest)
   join items_apps app on app.community_id = key.community_id and app.id = key.app_id
   where app.archived_at is null`,
)

/** At most one write a minute, however many nodes note the same key. */
export async function updateAppKeyUsed(
  db: Queryable,
  { communityId, appId }: AppAddress,
  id: string,
): Promise<void> {
  await sql`
    update items_app_keys set last_used_at = guildhall_now()
    where community_id = ${communityId} and app_id = ${appId} and id = ${id}
      and (last_used_at is null or last_used_at < guildhall_now() - interval '1 minute')`.execute(db)
}

/** The newest that lives, sealed: what the webhook of the app is sent with. */
export async function findNewestAppKey(
  db: Queryable,
  { communityId, appId }: AppAddress,
): Promise<{ id: string; sealed: Buffer } | undefined> {
  return firstRow(
    db,
    sql<{ id: string; sealed: Buffer }>`
      select id, sealed from items_app_keys
      where community_id = ${communityId} and app_id = ${appId}
        and (ends_at is null or ends_at > guildhall_now())
      order by id desc limit 1`,
  )
}
