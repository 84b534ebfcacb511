/** SQL of members: who belongs to a community, who has left it, and which account a member is linked to. */
import { type RawBuilder, sql } from 'kysely'
import { firstRow, type Queryable, rows, type Transaction } from '../../platform/db/database.ts'
import type { Keyset } from '../../platform/db/keyset.ts'

export interface MemberRow {
  id: string
  account_id: string | null
  email: string | null
  email_key: string | null
  username: string
  username_key: string
  display_name: string
  /** The bits as text: there may be more of them than a number holds. */
  permissions: string
  is_owner: boolean
  joined_at: Date
}

export interface MemberValues {
  communityId: string
  id: string
  email: string | null
  emailKey: string | null
  username: string
  usernameKey: string
  displayName: string
  displayNameKey: string
  permissions: bigint
}

const memberColumns = sql`
  m.id, m.account_id, m.email, m.email_key, m.username, m.username_key, m.display_name, m.permissions::text as permissions,
  m.id = c.owner_member_id as is_owner, m.joined_at`
/** Those who are there: who has left is nobody to the callers of this store. */
const presentWithOwner = sql`
  communities_members m join communities c on c.id = m.community_id and m.left_at is null`

export async function insertMember(
  tx: Transaction,
  member: MemberValues & { accountId: string | null },
): Promise<void> {
  await sql`
    with counted as (
      insert into communities_member_counts as kept (community_id, shard, count)
      values (${member.communityId}, pg_backend_pid() % 16, 1)
      on conflict (community_id, shard) do update set count = kept.count + 1
    )
    insert into communities_members (community_id, id, account_id, email, email_key, username, username_key,
                                     display_name, display_name_key, permissions)
    values (${member.communityId}, ${member.id}, ${member.accountId}, ${member.email}, ${member.emailKey},
            ${member.username}, ${member.usernameKey}, ${member.displayName}, ${member.displayNameKey},
            ${member.permissions})`.execute(tx)
}

export async function updateMemberRow(tx: Transaction, member: MemberValues): Promise<void> {
  await sql`
    update communities_members
    set email = ${member.email}, email_key = ${member.emailKey},
        username = ${member.username}, username_key = ${member.usernameKey},
        display_name = ${member.displayName}, display_name_key = ${member.displayNameKey},
        permissions = ${member.permissions}, updated_at = guildhall_now()
    where community_id = ${member.communityId} and id = ${member.id}`.execute(tx)
}

/** The row stays, and goes on naming the member wherever an id is told by its name. */
export async function markMemberLeft(tx: Transaction, communityId: string, memberId: string): Promise<void> {
  await sql`
    with counted as (
      insert into communities_member_counts as kept (community_id, shard, count)
      values (${communityId}, pg_backend_pid() % 16, -1)
      on conflict (community_id, shard) do update set count = kept.count - 1
    )
    update communities_members set left_at = guildhall_now(), updated_at = guildhall_now()
    where community_id = ${communityId} and id = ${memberId} and left_at is null`.execute(tx)
}

export async function findMemberRow(
  db: Queryable,
  communityId: string,
  memberId: string,
): Promise<MemberRow | undefined> {
  return firstRow(
    db,
    sql<MemberRow>`
      select ${memberColumns} from ${presentWithOwner}
      where m.community_id = ${communityId} and m.id = ${memberId}`,
  )
}

export async function lockMemberRow(
  tx: Transaction,
  communityId: string,
  memberId: string,
): Promise<MemberRow | undefined> {
  return firstRow(
    tx,
    sql<MemberRow>`
      select ${memberColumns} from ${presentWithOwner}
      where m.community_id = ${communityId} and m.id = ${memberId}
      for update of m`,
  )
}

export async function findMemberRowOfAccount(
  db: Queryable,
  communityId: string,
  accountId: string,
): Promise<MemberRow | undefined> {
  return firstRow(
    db,
    sql<MemberRow>`
      select ${memberColumns} from ${presentWithOwner}
      where m.community_id = ${communityId} and m.account_id = ${accountId}`,
  )
}

/** Addresses of the owner and of members with any of these bits whom a person has made theirs. */
export async function listStaffEmailRows(
  db: Queryable,
  communityId: string,
  bits: bigint,
): Promise<{ email: string }[]> {
  return rows(
    db,
    sql<{ email: string }>`
      select m.email from ${presentWithOwner}
      where m.community_id = ${communityId} and m.account_id is not null and m.email is not null
        and (m.id = c.owner_member_id or m.permissions & ${bits}::bigint <> 0)
      order by m.id
      limit 50`,
  )
}

export interface MemberFilter {
  emailKey?: string | undefined
  usernameKey?: string | undefined
  /** Start of any of the three keys. */
  searchKey?: string | undefined
}

/** A search that most members fit is answered by looking at so many of the newest. */
const newestCount = 5_000

/**
 * A search that few fit, or only old members, would be looked for in all of them, newest first. So the newest are
 * looked at, and if they do not fill the page, all that fit are found by their keys and then put in order.
 */
export async function listMemberRows(
  db: Queryable,
  communityId: string,
  filter: MemberFilter,
  keyset: Keyset,
): Promise<MemberRow[]> {
  const page = sql.join(
    [
      sql`m.community_id = ${communityId} and m.left_at is null`,
      ...(keyset.after ? [sql`m.id < ${keyset.after}`] : []),
    ],
    sql` and `,
  )
  const fitting = sql.join([page, ...conditionsOf(filter)], sql` and `)
  const newest = sql`select * from communities_members m where ${page} order by m.id desc limit ${newestCount}`
  // The OFFSET keeps the planner from reading in the order of the page instead of by the keys.
  const all = sql`select * from communities_members m where ${fitting} offset 0`
  const read = (members: RawBuilder<unknown>) =>
    rows(
      db,
      sql<MemberRow>`
        select ${memberColumns} from (${members}) m join communities c on c.id = m.community_id
        where ${fitting}
        order by m.id desc
        limit ${keyset.take}`,
    )
  if (filter.searchKey === undefined) return read(sql`select * from communities_members`)
  const found = await read(newest)
  return found.length === keyset.take ? found : read(all)
}

function conditionsOf(filter: MemberFilter): RawBuilder<unknown>[] {
  const conditions: RawBuilder<unknown>[] = []
  if (filter.emailKey !== undefined) conditions.push(sql`m.email_key = ${filter.emailKey}`)
  if (filter.usernameKey !== undefined) conditions.push(sql`m.username_key = ${filter.usernameKey}`)
  if (filter.searchKey !== undefined) {
    // Keys are COLLATE "C", so each of these is a range of an index.
    const start = `${filter.searchKey.replaceAll(/[\\%_]/g, '\\$&')}%`
    conditions.push(sql`
      (m.email_key like ${start} or m.username_key like ${start} or m.display_name_key like ${start})`)
  }
  return conditions
}
