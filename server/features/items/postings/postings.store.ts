/** The SQL of postings: what has to be locked before units move, and why they moved. */
import { sql } from 'kysely'
import { firstRow, rows, type Transaction } from '../../../platform/db/database.ts'
import type { AppAddress, AppRow } from '../apps/app.ts'
import type { ItemRow } from '../catalog/item.ts'

/** Shared: postings of one app run side by side, and its suspension waits for them. */
export async function shareApp(
  tx: Transaction,
  { communityId, appId }: AppAddress,
): Promise<Pick<AppRow, 'id' | 'title' | 'state'> | undefined> {
  return firstRow(
    tx,
    sql<Pick<AppRow, 'id' | 'title' | 'state'>>`
      select id, title, state from items_apps
      where community_id = ${communityId} and id = ${appId} and archived_at is null for share`,
  )
}

/**
 * In the order of their ids. Shared, so that a freeze waits for what is being issued and nothing else does; but where
 * a cap has to be kept, those who issue take turns.
 */
export async function lockItems(
  tx: Transaction,
  communityId: string,
  itemIds: readonly string[],
  { isExclusive }: { isExclusive: boolean },
): Promise<ItemRow[]> {
  return rows(
    tx,
    sql<ItemRow>`
      select community_id, id, app_id, item_uri, kind, state, frozen_at, frozen_reason, name, tags, settings, revision,
             created_at, updated_at
      from items_definitions
      where community_id = ${communityId} and id = any(${itemIds}::uuid[])
      order by id ${isExclusive ? sql`for update` : sql`for share`}`,
  )
}

export interface NewPostingRow extends AppAddress {
  id: string
  reason: string
  reference: string | null
  tags: readonly string[]
}

export async function insertPosting(tx: Transaction, posting: NewPostingRow): Promise<void> {
  await sql`
    insert into items_postings (community_id, id, app_id, reason, reference, tags)
    values (${posting.communityId}, ${posting.id}, ${posting.appId}, ${posting.reason}, ${posting.reference},
            ${posting.tags})`.execute(tx)
}
