/** The SQL of mint orders as they are shown. */
import { sql } from 'kysely'
import { firstRow, type Queryable, rows } from '../../../platform/db/database.ts'
import type { MintOrderAddress, MintOrderRow } from './mint-order.ts'

/** With the name of its member. */
export type ShownMintRow = MintOrderRow & { member_label: string | null }

const shown = sql`
  select mint.*, tier.item_name, tier.tier_key, member.display_name as member_label
  from market_mint_orders mint
  join items_tiers_view tier on tier.community_id = mint.community_id and tier.tier_id = mint.tier_id
  left join communities_members_view member
    on member.community_id = mint.community_id and member.id = mint.member_id`

export async function findShownMint(
  db: Queryable,
  { communityId, mintOrderId }: MintOrderAddress,
): Promise<ShownMintRow | undefined> {
  return firstRow(
    db,
    sql<ShownMintRow>`${shown} where mint.community_id = ${communityId} and mint.id = ${mintOrderId}`,
  )
}

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
): Promise<ShownMintRow[]> {
  const isBehind = isOldestFirst ? sql`mint.id > ${after}` : sql`mint.id < ${after}`
  return rows(
    db,
    sql<ShownMintRow>`
      ${shown}
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
