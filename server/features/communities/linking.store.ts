/** SQL that ties accounts to members, and reads which members an account is. */
import { sql } from 'kysely'
import { prepared, type Queryable, rows, type Transaction } from '../../platform/db/database.ts'

export interface LinkedRow {
  community_id: string
  id: string
  display_name: string
}

/** Two ways of linking one account wait for each other, so it never becomes two members of one community. */
export async function lockAccountLinks(tx: Transaction, accountId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`communities.link:${accountId}`}, 0))`.execute(tx)
}

/** Links the account to the members of all communities that wait for this e-mail. */
export async function linkMembersByEmail(
  tx: Transaction,
  accountId: string,
  emailKey: string,
): Promise<LinkedRow[]> {
  return rows(
    tx,
    sql<LinkedRow>`
      update communities_members m
      set account_id = ${accountId}, updated_at = guildhall_now()
      where m.email_key = ${emailKey} and m.account_id is null and m.left_at is null
        and not exists (select 1 from communities_members other
                        where other.community_id = m.community_id and other.account_id = ${accountId}
                          and other.left_at is null)
      returning m.community_id, m.id, m.display_name`,
  )
}

export async function linkMember(
  tx: Transaction,
  communityId: string,
  memberId: string,
  accountId: string,
): Promise<void> {
  await sql`
    update communities_members
    set account_id = ${accountId}, updated_at = guildhall_now()
    where community_id = ${communityId} and id = ${memberId} and account_id is null`.execute(tx)
}

export interface MembershipRow {
  community_id: string
  community_name: string
  id: string
  username: string
  display_name: string
  permissions: string
  is_owner: boolean
}

const membershipColumns = `
  m.community_id, c.name as community_name, m.id, m.username, m.display_name,
  m.permissions::text as permissions, m.id = c.owner_member_id as is_owner`

// Read for every request of a signed-in person.
export const membershipsByAccount = prepared<MembershipRow & { place: number }>(
  'communities_memberships_by_account',
  `select wanted.place::int, ${membershipColumns}
   from unnest($1::uuid[], $2::uuid[]) with ordinality as wanted (community_id, account_id, place)
   join communities_members m on m.community_id = wanted.community_id and m.account_id = wanted.account_id
   join communities c on c.id = m.community_id
   where m.left_at is null`,
)

/** All communities of one account: asked at sign-in, before any community is known. */
export async function listMembershipRows(db: Queryable, accountId: string): Promise<MembershipRow[]> {
  return rows(
    db,
    sql<MembershipRow>`
      select ${sql.raw(membershipColumns)}
      from communities_members m join communities c on c.id = m.community_id
      where m.account_id = ${accountId} and m.left_at is null
      order by m.community_id
      limit 1000`,
  )
}
