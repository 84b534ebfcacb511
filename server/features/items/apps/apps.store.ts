/** The SQL of apps. */
import { sql } from 'kysely'
import type { AppState } from '../../../../contracts/apps.ts'
import { firstRow, type Queryable, rows, type Transaction } from '../../../platform/db/database.ts'
import type { Keyset } from '../../../platform/db/keyset.ts'
import type { AppRow } from './app.ts'

const columns = sql`app.community_id, app.id, app.client_id, app.title, app.image_url, app.app_url, app.description,
  app.is_visible, app.state, app.state_reason, app.created_by, app.revision, app.created_at, app.updated_at,
  app.image_digest,
  (select fetched.image_problem from items_fetches fetched
   where fetched.community_id = app.community_id and fetched.subject_id = app.id) as image_problem,
  (select max(key.last_used_at) from items_app_keys key
   where key.community_id = app.community_id and key.app_id = app.id) as last_called_at`

/** Apps of one community are made one after another, so that their number is never overrun. */
export async function lockApps(tx: Transaction, communityId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`items.apps:${communityId}`}, 0))`.execute(tx)
}

export async function countApps(db: Queryable, communityId: string): Promise<number> {
  const row = await firstRow(
    db,
    sql<{ count: number }>`
      select count(*) as count from items_apps where community_id = ${communityId} and archived_at is null`,
  )
  return row?.count ?? 0
}

/** False when it was drawn before. */
export async function insertClientId(tx: Transaction, clientId: string): Promise<boolean> {
  const row = await firstRow(
    tx,
    sql`
      insert into items_client_ids (client_id) values (${clientId})
      on conflict (client_id) do nothing returning client_id`,
  )
  return row !== undefined
}

export interface NewAppRow {
  communityId: string
  id: string
  clientId: string
  title: string
  titleKey: string
  imageUrl: string | null
  imageDigest: Buffer | null
  appUrl: string
  description: string
  isVisible: boolean
  createdBy: string | null
}

export async function insertApp(tx: Transaction, app: NewAppRow): Promise<void> {
  await sql`
    insert into items_apps (community_id, id, client_id, title, title_key, image_url, app_url, description, is_visible,
                            created_by, image_digest)
    values (${app.communityId}, ${app.id}, ${app.clientId}, ${app.title}, ${app.titleKey}, ${app.imageUrl},
            ${app.appUrl}, ${app.description}, ${app.isVisible}, ${app.createdBy},
            ${app.imageDigest})`.execute(tx)
}

export async function findApp(
  db: Queryable,
  { communityId, appId }: { communityId: string; appId: string },
): Promise<AppRow | undefined> {
  return firstRow(
    db,
    sql<AppRow>`
      select ${columns} from items_apps app
      where app.community_id = ${communityId} and app.id = ${appId} and app.archived_at is null`,
  )
}

export async function lockApp(
  tx: Transaction,
  { communityId, appId }: { communityId: string; appId: string },
): Promise<AppRow | undefined> {
  return firstRow(
    tx,
    sql<AppRow>`
      select ${columns} from items_apps app
      where app.community_id = ${communityId} and app.id = ${appId} and app.archived_at is null
      for update of app`,
  )
}

export interface AppFilter {
  state?: AppState | undefined
  /** Only this one. */
  appId?: string | undefined
  isListedOnly: boolean
}

export async function listAppRows(
  db: Queryable,
  communityId: string,
  { state, appId, isListedOnly }: AppFilter,
  keyset: Keyset,
): Promise<AppRow[]> {
  return rows(
    db,
    sql<AppRow>`
      select ${columns} from items_apps app
      where app.community_id = ${communityId} and app.archived_at is null
        ${state ? sql`and app.state = ${state}` : sql``}
        ${appId ? sql`and app.id = ${appId}` : sql``}
        ${isListedOnly ? sql`and app.state = 'approved' and app.is_visible` : sql``}
        ${keyset.after ? sql`and app.id < ${keyset.after}` : sql``}
      order by app.id desc limit ${keyset.take}`,
  )
}

export interface AppChange {
  title?: { title: string; titleKey: string }
  imageUrl?: string | null
  appUrl?: string
  description?: string
  isVisible?: boolean
  state?: { state: AppState; reason: string | null }
  isArchived?: true
}

/** Every change makes a new revision. */
export async function updateApp(
  tx: Transaction,
  { communityId, appId }: { communityId: string; appId: string },
  change: AppChange,
): Promise<void> {
  const sets = [sql`revision = revision + 1`, sql`updated_at = guildhall_now()`]
  if (change.title) sets.push(sql`title = ${change.title.title}`, sql`title_key = ${change.title.titleKey}`)
  if (change.imageUrl !== undefined) sets.push(sql`image_url = ${change.imageUrl}`)
  if (change.appUrl !== undefined) sets.push(sql`app_url = ${change.appUrl}`)
  if (change.description !== undefined) sets.push(sql`description = ${change.description}`)
  if (change.isVisible !== undefined) sets.push(sql`is_visible = ${change.isVisible}`)
  if (change.state) {
    sets.push(sql`state = ${change.state.state}`, sql`state_reason = ${change.state.reason}`)
  }
  if (change.isArchived) sets.push(sql`archived_at = guildhall_now()`)
  await sql`
    update items_apps set ${sql.join(sets)} where community_id = ${communityId} and id = ${appId}`.execute(tx)
}

/** The picture that is served of it; that is no revision of the app. */
export async function updateAppPicture(
  tx: Transaction,
  { communityId, appId }: { communityId: string; appId: string },
  digest: Buffer | null,
): Promise<void> {
  await sql`
    update items_apps set image_digest = ${digest}
    where community_id = ${communityId} and id = ${appId}`.execute(tx)
}
