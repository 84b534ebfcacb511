/**
 * Who can hold units, read from the published view: members who are there, never who has left, and the test players of
 * apps. What concerns members among themselves asks `isMemberThere`, which knows no test player.
 */
import { sql } from 'kysely'
import { firstRow, type Queryable, rows } from '../../../platform/db/database.ts'

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
