/** The SQL of what a community decides of its items; until it has decided, what is here. */
import { sql } from 'kysely'
import type { GiftAcceptance } from '../../../../contracts/gifts.ts'
import { prepared, type Queryable, run, type Transaction } from '../../../platform/db/database.ts'

export interface ItemsSettings {
  gift_acceptance: GiftAcceptance
  /** No unit that came is held for less. */
  trade_hold_floor_s: number
}

export const startingItemsSettings: ItemsSettings = { gift_acceptance: 'offered', trade_hold_floor_s: 0 }

const findStatement = prepared<ItemsSettings>(
  'items_find_settings',
  'select gift_acceptance, trade_hold_floor_s from items_settings where community_id = $1',
)

export async function findItemsSettings(db: Queryable, communityId: string): Promise<ItemsSettings> {
  const [row] = await run(db, findStatement, [communityId])
  return row ?? startingItemsSettings
}

export async function upsertItemsSettings(
  tx: Transaction,
  communityId: string,
  { gift_acceptance, trade_hold_floor_s }: ItemsSettings,
): Promise<void> {
  await sql`
    insert into items_settings (community_id, gift_acceptance, trade_hold_floor_s)
    values (${communityId}, ${gift_acceptance}, ${trade_hold_floor_s})
    on conflict (community_id) do update
    set gift_acceptance = excluded.gift_acceptance, trade_hold_floor_s = excluded.trade_hold_floor_s`.execute(
    tx,
  )
}
