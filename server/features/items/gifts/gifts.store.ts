/** The SQL of gifts. Their state changes by `updateGift` alone, and only from `offered`; without a hold one begins accepted. */
import { sql } from 'kysely'
import type { GiftState } from '../../../../contracts/gifts.ts'
import { firstRow, type Queryable, rows, type Transaction } from '../../../platform/db/database.ts'
import type { Keyset } from '../../../platform/db/keyset.ts'
import type { GiftAddress, GiftRow } from './gift.ts'

const gifts = sql`
  select gift.community_id, gift.id, gift.app_id, gift.from_member_id, giver.display_name as from_label,
         gift.to_member_id, receiver.display_name as to_label, gift.item_id, item.name as item_name, gift.tier_id,
         gift.item_uri, gift.tier_key, gift.quantity, gift.message, gift.hold_id, gift.state, gift.expires_at,
         gift.ended_at, gift.created_at
  from items_gifts gift
  join items_definitions item on item.community_id = gift.community_id and item.id = gift.item_id
  left join communities_members_view giver
    on giver.community_id = gift.community_id and giver.id = gift.from_member_id
  left join communities_members_view receiver
    on receiver.community_id = gift.community_id and receiver.id = gift.to_member_id`

export interface NewGiftRow {
  communityId: string
  id: string
  appId: string
  fromMemberId: string
  toMemberId: string
  itemId: string
  tierId: string
  itemUri: string
  tierKey: string
  quantity: number
  message: string
  /** Null of one that is accepted as it is made. */
  holdId: string | null
  expiresAt: Date
}

export async function insertGift(tx: Transaction, gift: NewGiftRow): Promise<void> {
  await sql`
    insert into items_gifts (community_id, id, app_id, from_member_id, to_member_id, item_id, tier_id, item_uri,
                             tier_key, quantity, message, hold_id, expires_at, state, ended_at)
    values (${gift.communityId}, ${gift.id}, ${gift.appId}, ${gift.fromMemberId}, ${gift.toMemberId}, ${gift.itemId},
            ${gift.tierId}, ${gift.itemUri}, ${gift.tierKey}, ${gift.quantity}, ${gift.message}, ${gift.holdId},
            ${gift.expiresAt}, ${gift.holdId === null ? 'accepted' : 'offered'},
            ${gift.holdId === null ? sql`guildhall_now()` : null})`.execute(tx)
}

export async function findGift(
  db: Queryable,
  { communityId, giftId }: GiftAddress,
): Promise<GiftRow | undefined> {
  return firstRow(db, sql<GiftRow>`${gifts} where gift.community_id = ${communityId} and gift.id = ${giftId}`)
}

/** Behind its item, and before the inventories: whoever decides on one gift takes turns. */
export async function lockGift(
  tx: Transaction,
  { communityId, giftId }: GiftAddress,
): Promise<GiftRow | undefined> {
  return firstRow(
    tx,
    sql<GiftRow>`${gifts} where gift.community_id = ${communityId} and gift.id = ${giftId} for update of gift`,
  )
}

/** Offered of some holdings, over or not, in the order of their ids. */
export async function lockOfferedGifts(
  tx: Transaction,
  communityId: string,
  holdings: readonly { holderId: string; tierId: string }[],
  limit: number,
): Promise<GiftRow[]> {
  const [memberIds, tierIds] = [holdings.map((each) => each.holderId), holdings.map((each) => each.tierId)]
  return rows(
    tx,
    sql<GiftRow>`
      ${gifts} where gift.community_id = ${communityId} and gift.state = 'offered'
        and (gift.from_member_id, gift.tier_id) in (
          select * from unnest(${memberIds}::uuid[], ${tierIds}::uuid[])
        )
      order by gift.id limit ${limit} for update of gift`,
  )
}

/** False when it was decided before. */
export async function updateGift(
  tx: Transaction,
  { communityId, giftId }: GiftAddress,
  state: GiftState,
): Promise<boolean> {
  const row = await firstRow(
    tx,
    sql`
      update items_gifts set state = ${state}, ended_at = guildhall_now()
      where community_id = ${communityId} and id = ${giftId} and state in ('offered') returning id`,
  )
  return row !== undefined
}

export interface GiftFilter {
  /** Null for those of all members; then there is no direction. */
  memberId: string | null
  /** Both ways, if it is not said. */
  direction?: 'sent' | 'received' | 'both' | undefined
  state?: GiftState | undefined
}

export async function listGiftRows(
  db: Queryable,
  communityId: string,
  { memberId, direction = 'both', state }: GiftFilter,
  keyset: Keyset,
): Promise<GiftRow[]> {
  const isOver = sql`(gift.state = 'offered' and gift.expires_at <= guildhall_now())`
  const parties = {
    sent: sql`gift.from_member_id = ${memberId}`,
    received: sql`gift.to_member_id = ${memberId}`,
    both: sql`(gift.from_member_id = ${memberId} or gift.to_member_id = ${memberId})`,
  }
  return rows(
    db,
    sql<GiftRow>`
      ${gifts} where gift.community_id = ${communityId}
        ${memberId === null ? sql`` : sql`and ${parties[direction]}`}
        ${state && state !== 'expired' ? sql`and gift.state = ${state} and not ${isOver}` : sql``}
        ${state === 'expired' ? sql`and (gift.state = 'expired' or ${isOver})` : sql``}
        ${keyset.after ? sql`and gift.id < ${keyset.after}` : sql``}
      order by gift.id desc limit ${keyset.take}`,
  )
}

export interface DueGiftRow {
  community_id: string
  id: string
  is_over: boolean
}

/** Those that nobody can answer any more, of all communities: over, of a retired item, or of somebody who has left. */
export async function listDueGifts(db: Queryable, limit: number): Promise<DueGiftRow[]> {
  return rows(
    db,
    sql<DueGiftRow>`
      select gift.community_id, gift.id, gift.expires_at <= guildhall_now() as is_over
      from items_gifts gift
      join items_definitions item on item.community_id = gift.community_id and item.id = gift.item_id
      where gift.state = 'offered'
        and (gift.expires_at <= guildhall_now() or item.state = 'retired' or exists (
          select from communities_members_view member
          where member.community_id = gift.community_id and member.id in (gift.from_member_id, gift.to_member_id)
            and member.left_at is not null))
      order by gift.expires_at limit ${limit}`,
  )
}
