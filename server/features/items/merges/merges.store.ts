/** The SQL of merges. Their state changes by `updateMerge` alone, and only from states in which the units are held. */
import { sql } from 'kysely'
import type { AttemptOutcome } from '../../../../contracts/events/index.ts'
import type { MergeState } from '../../../../contracts/merges.ts'
import { firstRow, type Queryable, rows, type Transaction } from '../../../platform/db/database.ts'
import type { Keyset } from '../../../platform/db/keyset.ts'
import type { MergeAddress, MergeRow } from './merge.ts'

const merges = sql`
  select merge.community_id, merge.id, merge.app_id, merge.member_id, merge.item_id, item.name as item_name,
         merge.tier_id, merge.item_uri, merge.quantity, merge.hold_id, merge.event_id, merge.state,
         merge.confirm_mode, merge.resends_after_unknown, merge.confirm_by, merge.is_seen, merge.attempt_count,
         merge.last_outcome, merge.reason, merge.decided_by, merge.decided_at, merge.created_at
  from items_merges merge
  join items_definitions item on item.community_id = merge.community_id and item.id = merge.item_id`

export type NewMergeRow = Pick<
  MergeRow,
  | 'community_id'
  | 'id'
  | 'app_id'
  | 'member_id'
  | 'item_id'
  | 'tier_id'
  | 'item_uri'
  | 'quantity'
  | 'hold_id'
  | 'event_id'
  | 'confirm_mode'
  | 'resends_after_unknown'
  | 'confirm_by'
>

export async function insertMerge(tx: Transaction, row: NewMergeRow): Promise<void> {
  await sql`
    insert into items_merges (community_id, id, app_id, member_id, item_id, tier_id, item_uri, quantity, hold_id,
                              event_id, confirm_mode, resends_after_unknown, confirm_by)
    values (${row.community_id}, ${row.id}, ${row.app_id}, ${row.member_id}, ${row.item_id}, ${row.tier_id},
            ${row.item_uri}, ${row.quantity}, ${row.hold_id}, ${row.event_id}, ${row.confirm_mode},
            ${row.resends_after_unknown}, ${row.confirm_by})`.execute(tx)
}

export async function countOpenMerges(
  tx: Transaction,
  { communityId, appId, memberId }: { communityId: string; appId: string; memberId: string },
): Promise<number> {
  const row = await firstRow(
    tx,
    sql<{ count: number }>`
      select count(*) as count from items_merges
      where community_id = ${communityId} and app_id = ${appId} and member_id = ${memberId}
        and state in ('requested', 'in_doubt')`,
  )
  return row?.count ?? 0
}

export async function findMerge(
  db: Queryable,
  { communityId, mergeId }: MergeAddress,
): Promise<MergeRow | undefined> {
  return firstRow(
    db,
    sql<MergeRow>`${merges} where merge.community_id = ${communityId} and merge.id = ${mergeId}`,
  )
}

/** Before the inventories: whoever decides on one merge takes turns. */
export async function lockMerge(
  tx: Transaction,
  { communityId, mergeId }: MergeAddress,
): Promise<MergeRow | undefined> {
  return firstRow(
    tx,
    sql<MergeRow>`
      ${merges} where merge.community_id = ${communityId} and merge.id = ${mergeId} for update of merge`,
  )
}

/** Not answered yet, of some holdings, in the order of their ids. */
export async function lockRequestedMerges(
  tx: Transaction,
  communityId: string,
  holdings: readonly { holderId: string; tierId: string }[],
  limit: number,
): Promise<MergeRow[]> {
  const [memberIds, tierIds] = [holdings.map((each) => each.holderId), holdings.map((each) => each.tierId)]
  return rows(
    tx,
    sql<MergeRow>`
      ${merges} where merge.community_id = ${communityId} and merge.state = 'requested'
        and (merge.member_id, merge.tier_id) in (
          select * from unnest(${memberIds}::uuid[], ${tierIds}::uuid[])
        )
      order by merge.id limit ${limit} for update of merge`,
  )
}

/** The merge that an event tells of, if it is one and the endpoint is a webhook of its app. */
export async function findMergeId(
  tx: Transaction,
  communityId: string,
  { eventId, endpointId }: { eventId: string; endpointId: string },
): Promise<string | undefined> {
  const row = await firstRow(
    tx,
    sql<{ id: string }>`
      select merge.id from items_merges merge
      join outgoing_webhooks_of_apps_view webhook
        on webhook.community_id = merge.community_id and webhook.app_id = merge.app_id
        and webhook.endpoint_id = ${endpointId}
      where merge.community_id = ${communityId} and merge.event_id = ${eventId}`,
  )
  return row?.id
}

export async function noteAttempt(
  tx: Transaction,
  { communityId, mergeId }: MergeAddress,
  outcome: AttemptOutcome,
  isSeen: boolean,
): Promise<void> {
  await sql`
    update items_merges
    set attempt_count = attempt_count + 1, last_outcome = ${outcome}, is_seen = is_seen or ${isSeen}
    where community_id = ${communityId} and id = ${mergeId}`.execute(tx)
}

export interface MergeEnding {
  state: MergeState
  reason: string | null
  /** Null while nobody has decided. */
  decidedBy: string | null
}

/** False when it was decided before. */
export async function updateMerge(
  tx: Transaction,
  { communityId, mergeId }: MergeAddress,
  { state, reason, decidedBy }: MergeEnding,
): Promise<boolean> {
  const row = await firstRow(
    tx,
    sql`
      update items_merges
      set state = ${state}, reason = ${reason}, decided_by = ${decidedBy},
          decided_at = case when ${decidedBy}::text is not null then guildhall_now() end
      where community_id = ${communityId} and id = ${mergeId} and state in ('requested', 'in_doubt')
      returning id`,
  )
  return row !== undefined
}

export interface MergeFilter {
  states?: readonly MergeState[] | undefined
  appId?: string | undefined
  memberId?: string | undefined
}

/** Newest first, or oldest first. */
export async function listMergeRows(
  db: Queryable,
  communityId: string,
  { states, appId, memberId }: MergeFilter,
  { after, take }: Pick<Keyset, 'after' | 'take'>,
  { isOldestFirst = false } = {},
): Promise<MergeRow[]> {
  const isBehind = isOldestFirst ? sql`merge.id > ${after}` : sql`merge.id < ${after}`
  return rows(
    db,
    sql<MergeRow>`
      ${merges} where merge.community_id = ${communityId}
        ${states ? sql`and merge.state = any(${states}::text[])` : sql``}
        ${appId ? sql`and merge.app_id = ${appId}` : sql``}
        ${memberId ? sql`and merge.member_id = ${memberId}` : sql``}
        ${after === null ? sql`` : sql`and ${isBehind}`}
      order by merge.id ${isOldestFirst ? sql`asc` : sql`desc`} limit ${take}`,
  )
}
