/** The SQL of the settings of the market. A community that never saved any has those of the beginning. */
import { sql } from 'kysely'
import { prepared, type Queryable, run, type Transaction } from '../../../platform/db/database.ts'

export interface SettingsRow {
  fee_bps: number
  min_unit_price: number
  max_unit_price: number
  listing_fee: number
  currencies: string[]
  revision: number
}

const findStatement = prepared<SettingsRow>(
  'market_find_settings',
  `select fee_bps, min_unit_price, max_unit_price, listing_fee, currencies, revision
   from market_settings where community_id = $1`,
)

export async function findSettings(db: Queryable, communityId: string): Promise<SettingsRow | undefined> {
  return (await run(db, findStatement, [communityId]))[0]
}

/** Two who save at once take turns, also before the first row is there. */
export async function lockSettings(tx: Transaction, communityId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`market.settings:${communityId}`}, 0))`.execute(
    tx,
  )
}

export async function upsertSettings(
  tx: Transaction,
  communityId: string,
  settings: Omit<SettingsRow, 'revision'>,
): Promise<void> {
  await sql`
    insert into market_settings (community_id, fee_bps, min_unit_price, max_unit_price, listing_fee, currencies)
    values (${communityId}, ${settings.fee_bps}, ${settings.min_unit_price}, ${settings.max_unit_price},
            ${settings.listing_fee}, ${settings.currencies})
    on conflict (community_id) do update
    set fee_bps = excluded.fee_bps, min_unit_price = excluded.min_unit_price,
        max_unit_price = excluded.max_unit_price, listing_fee = excluded.listing_fee,
        currencies = excluded.currencies, revision = market_settings.revision + 1,
        updated_at = guildhall_now()`.execute(tx)
}
