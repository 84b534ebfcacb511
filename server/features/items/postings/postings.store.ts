/** The SQL of postings: what has to be locked before units move, and why they moved. */
import { prepared, run, type Transaction } from '../../../platform/db/database.ts'
import type { AppAddress, AppRow } from '../apps/app.ts'
import type { ItemRow } from '../catalog/item.ts'

export type SharedApp = Pick<AppRow, 'id' | 'title' | 'state'>

const shareAppStatement = prepared<SharedApp>(
  'items_share_app',
  `select id, title, state from items_apps
   where community_id = $1 and id = $2 and archived_at is null for share`,
)

/** Shared: postings of one app run side by side, and its suspension waits for them. */
export async function shareApp(
  tx: Transaction,
  { communityId, appId }: AppAddress,
): Promise<SharedApp | undefined> {
  return (await run(tx, shareAppStatement, [communityId, appId]))[0]
}

const itemsForLock = `
  select community_id, id, app_id, item_uri, kind, state, frozen_at, frozen_reason, name, tags, settings, revision,
         created_at, updated_at
  from items_definitions
  where community_id = $1 and id = any($2::uuid[]) order by id`
const shareItemsStatement = prepared<ItemRow>('items_share_items', `${itemsForLock} for share`)
const lockItemsStatement = prepared<ItemRow>('items_lock_items', `${itemsForLock} for update`)

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
  return run(tx, isExclusive ? lockItemsStatement : shareItemsStatement, [communityId, itemIds])
}

export interface NewPostingRow extends AppAddress {
  id: string
  reason: string
  reference: string | null
  tags: readonly string[]
}

const insertStatement = prepared<never>(
  'items_insert_posting',
  `insert into items_postings (community_id, id, app_id, reason, reference, tags) values ($1, $2, $3, $4, $5, $6)`,
)

export async function insertPosting(tx: Transaction, posting: NewPostingRow): Promise<void> {
  const { communityId, id, appId, reason, reference, tags } = posting
  await run(tx, insertStatement, [communityId, id, appId, reason, reference, tags])
}
