/** The SQL of periods. */
import { sql } from 'kysely'
import type { PeriodState } from '../../../../contracts/periods.ts'
import { firstRow, type Queryable, rows, type Transaction } from '../../../platform/db/database.ts'
import type { Keyset } from '../../../platform/db/keyset.ts'
import type { AppAddress } from '../apps/app.ts'
import type { PeriodAddress, PeriodRow } from './period.ts'

const periodsWithItem = sql`
  select period.community_id, period.id, period.app_id, period.member_id, period.item_id, period.started_at,
         period.expires_at, period.revoked_at, period.revoked_reason, period.is_end_told, period.version,
         item.item_uri, item.name, (item.settings ->> 'expiringNoticeS')::integer as notice_seconds
  from items_periods period
  join items_definitions item on item.community_id = period.community_id and item.id = period.item_id`

export async function findPeriod(
  db: Queryable,
  { communityId, periodId }: PeriodAddress,
): Promise<PeriodRow | undefined> {
  return firstRow(
    db,
    sql<PeriodRow>`
      ${periodsWithItem} where period.community_id = ${communityId} and period.id = ${periodId}`,
  )
}

export interface ItemOfMember {
  communityId: string
  memberId: string
  itemId: string
}

/** Behind the inventory of its member, which also guards that there is none yet. */
export async function lockPeriod(
  tx: Transaction,
  { communityId, memberId, itemId }: ItemOfMember,
): Promise<PeriodRow | undefined> {
  return firstRow(
    tx,
    sql<PeriodRow>`
      ${periodsWithItem}
      where period.community_id = ${communityId} and period.member_id = ${memberId}
        and period.item_id = ${itemId} for update of period`,
  )
}

export async function findPeriodOf(
  db: Queryable,
  { communityId, memberId, itemId }: ItemOfMember,
): Promise<PeriodRow | undefined> {
  return firstRow(
    db,
    sql<PeriodRow>`
      ${periodsWithItem}
      where period.community_id = ${communityId} and period.member_id = ${memberId}
        and period.item_id = ${itemId}`,
  )
}

export interface NewPeriodTimes extends ItemOfMember {
  id: string
  appId: string
  startedAt: Date
  expiresAt: Date
  noticeAt: Date | null
}

/** One that is there keeps its id; whatever was told of its end holds no more. */
export async function upsertPeriod(tx: Transaction, period: NewPeriodTimes): Promise<void> {
  await sql`
    insert into items_periods (community_id, member_id, item_id, id, app_id, started_at, expires_at, notice_at)
    values (${period.communityId}, ${period.memberId}, ${period.itemId}, ${period.id}, ${period.appId},
            ${period.startedAt}, ${period.expiresAt}, ${period.noticeAt})
    on conflict (community_id, member_id, item_id) do update
    set started_at = excluded.started_at, expires_at = excluded.expires_at, notice_at = excluded.notice_at,
        revoked_at = null, revoked_reason = null, is_notice_told = false, is_end_told = false,
        version = items_periods.version + 1`.execute(tx)
}

export async function updateRevoked(
  tx: Transaction,
  { communityId, periodId }: PeriodAddress,
  at: Date,
  reason: string,
): Promise<void> {
  await sql`
    update items_periods
    set expires_at = ${at}, revoked_at = ${at}, revoked_reason = ${reason}, notice_at = null, version = version + 1
    where community_id = ${communityId} and id = ${periodId}`.execute(tx)
}

export interface PeriodFilter {
  memberId: string
  appId?: string | undefined
  state?: PeriodState | undefined
}

const inState = {
  active: sql`and period.revoked_at is null and period.expires_at > guildhall_now()`,
  expired: sql`and period.revoked_at is null and period.expires_at <= guildhall_now()`,
  revoked: sql`and period.revoked_at is not null`,
} as const satisfies Record<PeriodState, unknown>

export async function listPeriodRows(
  db: Queryable,
  communityId: string,
  { memberId, appId, state }: PeriodFilter,
  keyset: Pick<Keyset, 'after' | 'take'>,
): Promise<PeriodRow[]> {
  return rows(
    db,
    sql<PeriodRow>`
      ${periodsWithItem}
      where period.community_id = ${communityId} and period.member_id = ${memberId}
        ${appId ? sql`and period.app_id = ${appId}` : sql``}
        ${state ? inState[state] : sql``}
        ${keyset.after ? sql`and period.id < ${keyset.after}` : sql``}
      order by period.id desc limit ${keyset.take}`,
  )
}

export interface ActiveRow {
  app_id: string
  item_id: string
  item_uri: string
  expires_at: Date
}

/** What of a member is active now, by address in the order of its characters; of one app if it is named. */
export async function listActiveRows(
  db: Queryable,
  { communityId, appId, memberId }: Partial<AppAddress> & { communityId: string; memberId: string },
  limit: number,
): Promise<ActiveRow[]> {
  return rows(
    db,
    sql<ActiveRow>`
      select period.app_id, period.item_id, item.item_uri, period.expires_at
      from items_periods period
      join items_definitions item on item.community_id = period.community_id and item.id = period.item_id
      where period.community_id = ${communityId} and period.member_id = ${memberId}
        ${appId ? sql`and period.app_id = ${appId}` : sql``}
        and period.revoked_at is null and period.expires_at > guildhall_now()
      order by item.item_uri collate "C" limit ${limit}`,
  )
}

/** Until when some items of a member are active, of those that are. */
export async function listActiveOf(
  db: Queryable,
  { communityId, memberId }: Pick<ItemOfMember, 'communityId' | 'memberId'>,
  itemIds: readonly string[],
): Promise<Pick<ActiveRow, 'item_id' | 'expires_at'>[]> {
  return rows(
    db,
    sql<Pick<ActiveRow, 'item_id' | 'expires_at'>>`
      select item_id, expires_at from items_periods
      where community_id = ${communityId} and member_id = ${memberId} and item_id = any(${itemIds}::uuid[])
        and revoked_at is null and expires_at > guildhall_now()`,
  )
}
