/** The SQL of mint orders. Their state changes by `endMintOrder` alone, and only from states that are open. */
import { sql } from 'kysely'
import type { AttemptOutcome } from '../../../../contracts/events/index.ts'
import type { MintOrderState } from '../../../../contracts/mint-orders.ts'
import { firstRow, type Queryable, rows, type Transaction } from '../../../platform/db/database.ts'
import type { MintOrderAddress, MintOrderRow } from './mint-order.ts'

const orders = sql`
  select mint.*, tier.item_name, tier.tier_key
  from market_mint_orders mint
  join items_tiers_view tier on tier.community_id = mint.community_id and tier.tier_id = mint.tier_id`

export type NewMintOrder = Omit<
  MintOrderRow,
  | 'item_name'
  | 'tier_key'
  | 'state'
  | 'is_seen'
  | 'attempt_count'
  | 'last_outcome'
  | 'listing_id'
  | 'reason'
  | 'decided_by'
  | 'decided_at'
  | 'created_at'
>

export async function insertMintOrder(tx: Transaction, row: NewMintOrder): Promise<void> {
  await sql`
    insert into market_mint_orders (community_id, id, app_id, item_id, tier_id, asset, currency, item_uri, member_id,
                                    quantity, unit_price, lasts_s, allow_partial, list_on_confirm, event_id,
                                    confirm_mode, resends_after_unknown, confirm_by)
    values (${row.community_id}, ${row.id}, ${row.app_id}, ${row.item_id}, ${row.tier_id}, ${row.asset},
            ${row.currency}, ${row.item_uri}, ${row.member_id}, ${row.quantity}, ${row.unit_price}, ${row.lasts_s},
            ${row.allow_partial}, ${row.list_on_confirm}, ${row.event_id}, ${row.confirm_mode},
            ${row.resends_after_unknown}, ${row.confirm_by})`.execute(tx)
}

export async function countOpenMintOrders(
  tx: Transaction,
  { communityId, appId, memberId }: { communityId: string; appId: string; memberId: string },
): Promise<number> {
  const row = await firstRow(
    tx,
    sql<{ count: number }>`
      select count(*) as count from market_mint_orders
      where community_id = ${communityId} and app_id = ${appId} and member_id = ${memberId}
        and state in ('requested', 'overdue')`,
  )
  return row?.count ?? 0
}

export async function findMintOrder(
  db: Queryable,
  { communityId, mintOrderId }: MintOrderAddress,
): Promise<MintOrderRow | undefined> {
  return firstRow(
    db,
    sql<MintOrderRow>`${orders} where mint.community_id = ${communityId} and mint.id = ${mintOrderId}`,
  )
}

/** Before every other lock: whoever decides on one order takes turns. */
export async function lockMintOrder(
  tx: Transaction,
  { communityId, mintOrderId }: MintOrderAddress,
): Promise<MintOrderRow | undefined> {
  return firstRow(
    tx,
    sql<MintOrderRow>`
      ${orders} where mint.community_id = ${communityId} and mint.id = ${mintOrderId} for update of mint`,
  )
}

/** The order that an event tells of, if it is one and the endpoint is a webhook of its app. */
export async function findMintOrderId(
  tx: Transaction,
  communityId: string,
  { eventId, endpointId }: { eventId: string; endpointId: string },
): Promise<string | undefined> {
  const row = await firstRow(
    tx,
    sql<{ id: string }>`
      select mint.id from market_mint_orders mint
      join outgoing_webhooks_of_apps_view webhook
        on webhook.community_id = mint.community_id and webhook.app_id = mint.app_id
        and webhook.endpoint_id = ${endpointId}
      where mint.community_id = ${communityId} and mint.event_id = ${eventId}`,
  )
  return row?.id
}

export async function noteAttempt(
  tx: Transaction,
  { communityId, mintOrderId }: MintOrderAddress,
  outcome: AttemptOutcome,
  isSeen: boolean,
): Promise<void> {
  await sql`
    update market_mint_orders
    set attempt_count = attempt_count + 1, last_outcome = ${outcome}, is_seen = is_seen or ${isSeen}
    where community_id = ${communityId} and id = ${mintOrderId}`.execute(tx)
}

/** The game has read of them, and may act. */
export async function markSeen(tx: Queryable, communityId: string, ids: readonly string[]): Promise<void> {
  await sql`
    update market_mint_orders set is_seen = true
    where community_id = ${communityId} and id = any(${ids}::uuid[]) and state = 'requested' and not is_seen`.execute(
    tx,
  )
}

/** The same, by the events that tell of them, of one app. */
export async function markEventsSeen(
  db: Queryable,
  { communityId, appId }: { communityId: string; appId: string },
  eventIds: readonly string[],
): Promise<void> {
  await sql`
    update market_mint_orders set is_seen = true
    where community_id = ${communityId} and app_id = ${appId} and event_id = any(${eventIds}::uuid[])
      and state = 'requested' and not is_seen`.execute(db)
}

export async function updateListOnConfirm(
  tx: Transaction,
  { communityId, mintOrderId }: MintOrderAddress,
  listOnConfirm: boolean,
): Promise<void> {
  await sql`
    update market_mint_orders set list_on_confirm = ${listOnConfirm}
    where community_id = ${communityId} and id = ${mintOrderId}`.execute(tx)
}

export interface MintEnding {
  state: MintOrderState
  reason: string | null
  /** Null while nobody has decided. */
  decidedBy: string | null
  listingId: string | null
}

/** False when it was decided before. */
export async function endMintOrder(
  tx: Transaction,
  { communityId, mintOrderId }: MintOrderAddress,
  { state, reason, decidedBy, listingId }: MintEnding,
): Promise<boolean> {
  const row = await firstRow(
    tx,
    sql`
      update market_mint_orders
      set state = ${state}, reason = ${reason}, decided_by = ${decidedBy}, listing_id = ${listingId},
          decided_at = case when ${decidedBy}::text is not null then guildhall_now() end
      where community_id = ${communityId} and id = ${mintOrderId} and state in ('requested', 'overdue')
      returning id`,
  )
  return row !== undefined
}

export interface SentOrderRow {
  event_id: string
  state: MintOrderState
  confirm_mode: MintOrderRow['confirm_mode']
  resends_after_unknown: boolean
  is_seen: boolean
  is_over: boolean
  has_unknown: boolean
}

/** By the events that tell of them, as whoever sends has to know them. */
export async function listSentOrders(
  db: Queryable,
  events: readonly { communityId: string; eventId: string }[],
): Promise<SentOrderRow[]> {
  return rows(
    db,
    sql<SentOrderRow>`
      select mint.event_id, mint.state, mint.confirm_mode, mint.resends_after_unknown, mint.is_seen,
             mint.confirm_by <= guildhall_now() as is_over,
             exists (
               select from outgoing_told_attempts_view told
               where told.community_id = mint.community_id and told.event_id = mint.event_id::text
                 and told.outcome = 'unknown'
             ) as has_unknown
      from unnest(${events.map((each) => each.communityId)}::uuid[],
                  ${events.map((each) => each.eventId)}::uuid[]) as wanted (community_id, event_id)
      join market_mint_orders mint using (community_id, event_id)`,
  )
}

/** Those that were not answered in time, of all communities; the longest overdue first. */
export async function listDueOrders(
  db: Queryable,
  limit: number,
): Promise<{ community_id: string; id: string }[]> {
  return rows(
    db,
    sql<{ community_id: string; id: string }>`
      select community_id, id from market_mint_orders
      where state = 'requested' and confirm_by <= guildhall_now() order by confirm_by limit ${limit}`,
  )
}
