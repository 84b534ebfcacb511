/** The SQL of items. */
import { sql } from 'kysely'
import type { ItemKind, ItemState } from '../../../../contracts/items.ts'
import { firstRow, type Queryable, rows, type Transaction } from '../../../platform/db/database.ts'
import type { Keyset } from '../../../platform/db/keyset.ts'
import type { Looks } from '../metadata/looks.rules.ts'
import type { ItemAddress, ItemRow, StoredSettings } from './item.ts'

const columns = sql`community_id, id, app_id, item_uri, kind, state, frozen_at, frozen_reason, name, tags, settings,
  shown, image_digest, attributes_digest, revision, created_at, updated_at`

export interface NewItemRow {
  communityId: string
  id: string
  appId: string
  itemUri: string
  uriDigest: Buffer
  kind: ItemKind
  name: string
  tags: readonly string[]
  settings: StoredSettings
  looks: Looks
}

export async function insertItem(tx: Transaction, item: NewItemRow): Promise<void> {
  await sql`
    insert into items_definitions (community_id, id, app_id, item_uri, uri_digest, kind, name, tags, settings,
                                   shown, image_digest, attributes_digest)
    values (${item.communityId}, ${item.id}, ${item.appId}, ${item.itemUri}, ${item.uriDigest}, ${item.kind},
            ${item.name}, ${item.tags}, ${JSON.stringify(item.settings)}, ${JSON.stringify(item.looks.shown)},
            ${item.looks.imageDigest}, ${item.looks.attributesDigest})`.execute(tx)
}

/** What members see of it; that is no revision of the catalog. */
export async function updateLooks(
  tx: Transaction,
  { communityId, itemId }: ItemAddress,
  { shown, imageDigest, attributesDigest }: Looks,
): Promise<void> {
  await sql`
    update items_definitions
    set shown = ${JSON.stringify(shown)}, image_digest = ${imageDigest}, attributes_digest = ${attributesDigest}
    where community_id = ${communityId} and id = ${itemId}`.execute(tx)
}

export async function findItem(
  db: Queryable,
  { communityId, itemId }: ItemAddress,
): Promise<ItemRow | undefined> {
  return firstRow(
    db,
    sql<ItemRow>`
      select ${columns} from items_definitions where community_id = ${communityId} and id = ${itemId}`,
  )
}

export async function lockItem(
  tx: Transaction,
  { communityId, itemId }: ItemAddress,
): Promise<ItemRow | undefined> {
  return firstRow(
    tx,
    sql<ItemRow>`
      select ${columns} from items_definitions
      where community_id = ${communityId} and id = ${itemId} for update`,
  )
}

/** Whether an item of the app has this address. */
export async function isUriOfItem(
  db: Queryable,
  { communityId, appId }: { communityId: string; appId: string },
  uriDigest: Buffer,
): Promise<boolean> {
  const row = await firstRow(
    db,
    sql`
      select 1 from items_definitions
      where community_id = ${communityId} and app_id = ${appId} and uri_digest = ${uriDigest}`,
  )
  return row !== undefined
}

export interface ItemFilter {
  appId: string
  kind?: ItemKind | undefined
  state?: ItemState | undefined
  tag?: string | undefined
  /** Part of the name. */
  q?: string | undefined
  hasDrafts: boolean
}

export async function listItemRows(
  db: Queryable,
  communityId: string,
  { appId, kind, state, tag, q, hasDrafts }: ItemFilter,
  keyset: Keyset,
): Promise<ItemRow[]> {
  return rows(
    db,
    sql<ItemRow>`
      select ${columns} from items_definitions
      where community_id = ${communityId} and app_id = ${appId}
        ${kind ? sql`and kind = ${kind}` : sql``}
        ${state ? sql`and state = ${state}` : sql``}
        ${hasDrafts ? sql`` : sql`and state <> 'draft'`}
        ${tag ? sql`and ${tag} = any(tags)` : sql``}
        ${q ? sql`and position(lower(${q}::text) in lower(name)) > 0` : sql``}
        ${keyset.after ? sql`and id < ${keyset.after}` : sql``}
      order by id desc limit ${keyset.take}`,
  )
}

export interface ItemChange {
  name?: string
  tags?: readonly string[]
  settings?: StoredSettings
  standing?: { state: ItemState; frozenReason: string | null }
}

/** Every change makes a new revision. */
export async function updateItemRow(
  tx: Transaction,
  { communityId, itemId }: ItemAddress,
  change: ItemChange,
): Promise<void> {
  const sets = [sql`revision = revision + 1`, sql`updated_at = guildhall_now()`]
  if (change.name !== undefined) sets.push(sql`name = ${change.name}`)
  if (change.tags !== undefined) sets.push(sql`tags = ${change.tags}`)
  if (change.settings) sets.push(sql`settings = ${JSON.stringify(change.settings)}`)
  if (change.standing) {
    const { state, frozenReason } = change.standing
    sets.push(sql`state = ${state}`, sql`frozen_reason = ${frozenReason}`)
    sets.push(sql`frozen_at = case when ${frozenReason}::text is not null then guildhall_now() end`)
  }
  await sql`
    update items_definitions set ${sql.join(sets)}
    where community_id = ${communityId} and id = ${itemId}`.execute(tx)
}

export async function listItemsById(
  db: Queryable,
  communityId: string,
  itemIds: readonly string[],
): Promise<ItemRow[]> {
  return rows(
    db,
    sql<ItemRow>`
      select ${columns} from items_definitions
      where community_id = ${communityId} and id = any(${itemIds}::uuid[])`,
  )
}

/** Of one app, by the digests of their addresses. */
export async function listItemsByUri(
  db: Queryable,
  { communityId, appId }: { communityId: string; appId: string },
  uriDigests: readonly Buffer[],
): Promise<(ItemRow & { uri_digest: Buffer })[]> {
  return rows(
    db,
    sql<ItemRow & { uri_digest: Buffer }>`
      select ${columns}, uri_digest from items_definitions
      where community_id = ${communityId} and app_id = ${appId} and uri_digest = any(${uriDigests}::bytea[])`,
  )
}
