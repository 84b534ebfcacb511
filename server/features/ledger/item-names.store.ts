/** The SQL of what units of items are called. */
import { sql } from 'kysely'
import type { Transaction } from '../../platform/db/database.ts'

/** The newest name of each holds for its whole history, as that of a currency does. */
export async function nameItemAssets(
  tx: Transaction,
  communityId: string,
  names: readonly { asset: string; name: string }[],
): Promise<void> {
  await sql`
    insert into ledger_item_names (community_id, asset, name)
    select ${communityId}, asset, name
    from unnest(${names.map(({ asset }) => asset)}::text[], ${names.map(({ name }) => name)}::text[]) as given (asset, name)
    on conflict (community_id, asset) do update set name = excluded.name`.execute(tx)
}
