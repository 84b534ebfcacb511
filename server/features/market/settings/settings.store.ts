/** The SQL of the settings of the market. A community that never saved any has those of the beginning. */
import { sql } from 'kysely'
import { prepared, type Queryable, run, type Transaction } from '../../../platform/db/database.ts'
import { type ItemsSettings, startingItemsSettings } from '../../items/index.ts'

export interface SettingsRow {
  fee_bps: number
  min_unit_price: number
  max_unit_price: number
  listing_fee: number
  currencies: string[]
  default_royalty_bps: number
  revision: number
}

const findStatement = prepared<SettingsRow & ItemsSettings>(
  'market_find_settings',
  `select fee_bps, min_unit_price, max_unit_price, listing_fee, currencies, default_royalty_bps, revision,
          coalesce(gift_acceptance, $2) as gift_acceptance, coalesce(trade_hold_floor_s, $3) as trade_hold_floor_s
   from market_settings left join items_settings_view using (community_id)
   where community_id = $1`,
)

/** With what the same people decide of items; both are saved together. */
export async function findSettings(
  db: Queryable,
  communityId: string,
): Promise<(SettingsRow & ItemsSettings) | undefined> {
  const { gift_acceptance, trade_hold_floor_s } = startingItemsSettings
  return (await run(db, findStatement, [communityId, gift_acceptance, trade_hold_floor_s]))[0]
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
    insert into market_settings (community_id, fee_bps, min_unit_price, max_unit_price, listing_fee, currencies,
                                 default_royalty_bps)
    values (${communityId}, ${settings.fee_bps}, ${settings.min_unit_price}, ${settings.max_unit_price},
            ${settings.listing_fee}, ${settings.currencies}, ${settings.default_royalty_bps})
    on conflict (community_id) do update
    set fee_bps = excluded.fee_bps, min_unit_price = excluded.min_unit_price,
        max_unit_price = excluded.max_unit_price, listing_fee = excluded.listing_fee,
        currencies = excluded.currencies, default_royalty_bps = excluded.default_royalty_bps,
        revision = market_settings.revision + 1,
        updated_at = guildhall_now()`.execute(tx)
}
