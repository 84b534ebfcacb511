/** The SQL of currencies. */
import { sql } from 'kysely'
import { firstRow, type Transaction } from '../../../platform/db/database.ts'
import type { AssetRow } from '../ledger.store.ts'

/** Two that add or rename at once take turns, so that no name and no code is taken twice. */
export async function lockCurrencies(tx: Transaction, communityId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`ledger.assets:${communityId}`}, 0))`.execute(tx)
}

export async function insertCurrency(
  tx: Transaction,
  communityId: string,
  { code, name, icon }: Pick<AssetRow, 'code' | 'name' | 'icon'>,
): Promise<void> {
  await sql`
    insert into ledger_assets (community_id, code, name, icon)
    values (${communityId}, ${code}, ${name}, ${icon})`.execute(tx)
}

export async function updateCurrencyRow(
  tx: Transaction,
  communityId: string,
  { code, name, icon }: Pick<AssetRow, 'code' | 'name' | 'icon'>,
): Promise<void> {
  await sql`
    update ledger_assets set name = ${name}, icon = ${icon}
    where community_id = ${communityId} and code = ${code}`.execute(tx)
}

export async function updateCurrencyRetired(
  tx: Transaction,
  communityId: string,
  code: string,
  isRetired: boolean,
): Promise<AssetRow | undefined> {
  return firstRow(
    tx,
    sql<AssetRow>`
      update ledger_assets
      set retired_at = case when ${isRetired} then coalesce(retired_at, guildhall_now()) end
      where community_id = ${communityId} and code = ${code}
      returning code, name, icon, retired_at`,
  )
}
