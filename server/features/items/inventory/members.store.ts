/**
 * Who can hold units, read from the published view: members who are there, never who has left, and the test players of
 * apps. What concerns members among themselves asks `isMemberThere`, which knows no test player.
 */
import { sql } from 'kysely'
import { firstRow, prepared, type Queryable, rows } from '../../../platform/db/database.ts'

export interface MemberRow {
  id: string
  email: string | null
  /** Of the test player of an app: that app. */
  test_app_id: string | null
}

export async function findMember(
  db: Queryable,
  communityId: string,
  memberId: string,
): Promise<MemberRow | undefined> {
  return firstRow(
    db,
    sql<MemberRow>`
      select id, email, test_app_id from communities_players_view
      where community_id = ${communityId} and id = ${memberId} and left_at is null`,
  )
}

/** `emailKey`: as `communities` compares e-mails. */
export async function findMemberByKey(
  db: Queryable,
  communityId: string,
  emailKey: string,
): Promise<MemberRow | undefined> {
  return firstRow(
    db,
    sql<MemberRow>`
      select id, email, test_app_id from communities_players_view
      where community_id = ${communityId} and email_key = ${emailKey} and left_at is null`,
  )
}

/** `usernameKey`: as `communities` compares usernames. Of members alone: nobody knows a test player by that. */
export async function findMemberIdByUsername(
  db: Queryable,
  communityId: string,
  usernameKey: string,
): Promise<string | undefined> {
  const row = await firstRow(
    db,
    sql<{ id: string }>`
      select id from communities_members_view
      where community_id = ${communityId} and username_key = ${usernameKey} and left_at is null`,
  )
  return row?.id
}

export interface HolderRow extends MemberRow {
  sequence: number
}

const holdersWhere = (name: string) => `
  select wanted.place::int, player.id, player.email, player.test_app_id,
         coalesce(inventory.inventory_sequence, 0) as sequence
  from unnest($1::uuid[], $2::uuid[], $3::text[]) with ordinality as wanted (community_id, app_id, name, place)
  join communities_players_view player
    on player.community_id = wanted.community_id and ${name} and player.left_at is null
  left join items_inventories inventory
    on inventory.community_id = wanted.community_id and inventory.app_id = wanted.app_id
   and inventory.member_id = player.id`

/** Players by their e-mails, as `communities` compares them, with their change counters in an app. */
export const holdersByEmail = prepared<HolderRow & { place: number }>(
  'items_holders_by_email',
  holdersWhere('player.email_key = wanted.name'),
)

export const holdersById = prepared<HolderRow & { place: number }>(
  'items_holders_by_id',
  holdersWhere('player.id = wanted.name::uuid'),
)

export async function isMemberThere(db: Queryable, communityId: string, memberId: string): Promise<boolean> {
  return (await findMember(db, communityId, memberId))?.test_app_id === null
}

/** A member or a test player. */
export async function isPlayerThere(db: Queryable, communityId: string, playerId: string): Promise<boolean> {
  return (await findMember(db, communityId, playerId)) !== undefined
}

/** Who is there of some ids. */
export async function listPlayers(
  db: Queryable,
  communityId: string,
  ids: readonly string[],
): Promise<MemberRow[]> {
  return rows(
    db,
    sql<MemberRow>`
      select id, email, test_app_id from communities_players_view
      where community_id = ${communityId} and id = any(${ids}::uuid[]) and left_at is null`,
  )
}

/** By their ids, also those who have left since. */
export async function listMemberEmails(
  db: Queryable,
  communityId: string,
  memberIds: readonly string[],
): Promise<MemberRow[]> {
  return rows(
    db,
    sql<MemberRow>`
      select id, email, test_app_id from communities_players_view
      where community_id = ${communityId} and id = any(${memberIds}::uuid[])`,
  )
}

/** `keys`: e-mails as `communities` compares them; only who is there. */
export async function listPlayersByKeys(
  db: Queryable,
  communityId: string,
  keys: readonly string[],
): Promise<(MemberRow & { email_key: string })[]> {
  return rows(
    db,
    sql<MemberRow & { email_key: string }>`
      select id, email, test_app_id, email_key from communities_players_view
      where community_id = ${communityId} and email_key = any(${keys}::text[]) and left_at is null`,
  )
}
