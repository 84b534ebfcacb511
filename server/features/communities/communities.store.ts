/** SQL of the communities themselves. */
import { sql } from 'kysely'
import { firstRow, type Queryable, rows, type Transaction } from '../../platform/db/database.ts'

export interface CommunityRow {
  id: string
  name: string
  accent_color: string
  is_sample: boolean
  revision: number
  created_at: Date
  member_count: number
}

const communityColumns = sql`
  c.id, c.name, c.accent_color, c.is_sample, c.revision, c.created_at,
  (select coalesce(sum(counted.count), 0)::bigint from communities_member_counts counted
   where counted.community_id = c.id) as member_count`

export async function insertCommunity(
  tx: Transaction,
  community: { id: string; name: string; ownerMemberId: string; isSample: boolean },
): Promise<void> {
  await sql`
    insert into communities (id, name, owner_member_id, is_sample)
    values (${community.id}, ${community.name}, ${community.ownerMemberId}, ${community.isSample})`.execute(
    tx,
  )
}

export async function findCommunityRow(
  db: Queryable,
  communityId: string,
): Promise<CommunityRow | undefined> {
  return firstRow(
    db,
    sql<CommunityRow>`select ${communityColumns} from communities c where c.id = ${communityId}`,
  )
}

export async function findCommunityName(db: Queryable, communityId: string): Promise<string | undefined> {
  const row = await firstRow(
    db,
    sql<{ name: string }>`select name from communities where id = ${communityId}`,
  )
  return row?.name
}

/** Waits for whoever changes it now, so that the revision is compared with the newest. */
export async function lockCommunity(tx: Transaction, communityId: string): Promise<void> {
  await sql`select 1 from communities where id = ${communityId} for update`.execute(tx)
}

export async function updateCommunityRow(
  tx: Transaction,
  community: { id: string; name: string; accentColor: string },
): Promise<void> {
  await sql`
    update communities
    set name = ${community.name}, accent_color = ${community.accentColor},
        revision = revision + 1, updated_at = guildhall_now()
    where id = ${community.id}`.execute(tx)
}

/** The last row of a community that is removed: everything that belongs to it has to be gone. */
export async function deleteCommunityRow(db: Queryable, communityId: string): Promise<void> {
  await sql`delete from communities where id = ${communityId}`.execute(db)
}

export async function listCommunityRows(db: Queryable, accountId: string): Promise<CommunityRow[]> {
  return rows(
    db,
    sql<CommunityRow>`
      select ${communityColumns}
      from communities_members mine
      join communities c on c.id = mine.community_id
      where mine.account_id = ${accountId} and mine.left_at is null
      order by c.id
      limit 1000`,
  )
}
