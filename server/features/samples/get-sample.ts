/** Whether there is a sample community, and how far it is. */
import type { SampleCommunity } from '../../../contracts/samples.ts'
import type { Queryable } from '../../platform/db/database.ts'
import { findSampleRow } from './samples.store.ts'

export async function getSample(db: Queryable): Promise<SampleCommunity> {
  const row = await findSampleRow(db)
  if (!row) return { state: 'absent', communityId: null, doneCount: 0, totalCount: 0 }
  return {
    state: row.state,
    communityId: row.sample_id,
    doneCount: row.done_count,
    totalCount: row.total_count,
  }
}
