/** What came of each attempt to tell a game of something that it has to answer, oldest first. */
import { mergeAttemptCountMax, type ToldAttempt } from '../../../../contracts/merges.ts'
import type { Queryable } from '../../../platform/db/database.ts'
import { listAttempts } from './merge-attempts.store.ts'

export async function readToldAttempts(
  db: Queryable,
  communityId: string,
  eventId: string,
): Promise<ToldAttempt[]> {
  const attempts = await listAttempts(db, communityId, eventId, mergeAttemptCountMax)
  return attempts.map(({ number, outcome, status, created_at: at }) => ({
    ...{ number, at: at.toISOString(), outcome, status },
  }))
}
