/** Reads one community, with the exact number of its members. */
import type { Community } from '../../../contracts/communities.ts'
import type { Queryable } from '../../platform/db/database.ts'
import { refuse } from '../../platform/refusal.ts'
import { findCommunityRow } from './communities.store.ts'
import { communityView } from './communities.views.ts'

export async function getCommunity(db: Queryable, communityId: string): Promise<Community> {
  const row = await findCommunityRow(db, communityId)
  return row ? communityView(row) : refuse('not_found', 'There is no such community.')
}
