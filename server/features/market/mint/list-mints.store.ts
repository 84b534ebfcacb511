/** The SQL of lists of mint orders. */
import { sql } from 'kysely'
import { type Queryable, rows } from '../../../platform/db/database.ts'
import type { MintOrderRow } from './mint-order.ts'

export interface MintFilter {
  states?: readonly string[] | undefined
  appId?: string | undefined
  memberId?: string | undefined
  itemId?: string | undefined
  from?: Date | undefined
  to?: Date | undefined
}

/** Oldest first, or newest first. */
export async function listMintOrderRows(
  db: Queryable,
  communityId: string,
  { states, appId, memberId, itemId, from, to }: MintFilter,
  { after, take }: { after: string | null; take: number },
  { isOldestFirst = true } = {},
): Promise<MintOrderRow[]> {
  const isBehind = isOldestFirst ? sql`mint.id > ${after}` : sql`mint.id < ${after}`
  return rows(
    db,
    sql<MintOrderRow>`
      select mint.*, tier.item_name, tier.tier_key
      from market_mint_orders mint
      join items_tiers_view tier on tier.community_id = mint.community_id and tier.tier_id = mint.tier_id
      where mint.community_id = ${communityId}
        ${states ? sql`and mint.state = any(${states}::text[])` : sql``}
        ${appId ? sql`and mint.app_id = ${appId}` : sql``}
        ${memberId ? sql`and mint.member_id = ${memberId}` : sql``}
        ${itemId ? sql`and mint.item_id = ${itemId}` : sql``}
        ${from ? sql`and mint.created_at >= ${from}` : sql``}
        ${to ? sql`and mint.created_at < ${to}` : sql``}
        ${after === null ? sql`` : sql`and ${isBehind}`}
      order by mint.id ${isOldestFirst ? sql`asc` : sql`desc`} limit ${take}`,
  )
}
