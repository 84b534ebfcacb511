/** The SQL of visits: one small row for each member who was ever active. */
import { sql } from 'kysely'
import { firstRow, type Queryable, type Transaction } from '../../../platform/db/database.ts'
import type { VisitState } from './visit.rules.ts'

export interface MemberAddress {
  communityId: string
  memberId: string
}

/** Locks the member as well, so that of two first requests the second waits and sees the row of the first. */
export async function lockVisits(
  tx: Transaction,
  { communityId, memberId }: MemberAddress,
): Promise<{ now: Date; before: VisitState | undefined } | undefined> {
  const member = await firstRow(
    tx,
    sql<{ now: Date }>`
      select guildhall_now() as now from communities_members
      where community_id = ${communityId} and id = ${memberId} and left_at is null for no key update`,
  )
  if (!member) return undefined
  const before = await firstRow(
    tx,
    sql<VisitState>`
      select last_seen_at as "lastSeenAt", visited_at as "visitedAt", visit_count as "visitCount",
             login_streak as "loginStreak"
      from communities_visits where community_id = ${communityId} and member_id = ${memberId}`,
  )
  return { now: member.now, before }
}

export async function saveVisit(
  tx: Transaction,
  { communityId, memberId }: MemberAddress,
  visit: VisitState,
): Promise<void> {
  await sql`
    insert into communities_visits (community_id, member_id, last_seen_at, visited_at, visit_count, login_streak)
    values (${communityId}, ${memberId}, ${visit.lastSeenAt}, ${visit.visitedAt}, ${visit.visitCount},
            ${visit.loginStreak})
    on conflict (community_id, member_id) do update
    set last_seen_at = excluded.last_seen_at, visited_at = excluded.visited_at,
        visit_count = excluded.visit_count, login_streak = excluded.login_streak`.execute(tx)
}

export async function updateLastSeen(
  db: Queryable,
  { communityId, memberId }: MemberAddress,
  seenAt: Date,
): Promise<void> {
  await sql`
    update communities_visits set last_seen_at = greatest(last_seen_at, ${seenAt})
    where community_id = ${communityId} and member_id = ${memberId}`.execute(db)
}
