/** The SQL of letters about merges: one for each saving of a webhook. */
import { sql } from 'kysely'
import { firstRow, type Transaction } from '../../../platform/db/database.ts'
import type { AppAddress } from '../apps/app.ts'

/** False when it was written before; of two at once the second waits here for the first. */
export async function claimNotice(
  tx: Transaction,
  { communityId, appId }: AppAddress,
  webhookRevision: number,
): Promise<boolean> {
  const row = await firstRow(
    tx,
    sql`
      insert into items_merge_notices (community_id, app_id, webhook_revision)
      values (${communityId}, ${appId}, ${webhookRevision})
      on conflict do nothing returning app_id`,
  )
  return row !== undefined
}
