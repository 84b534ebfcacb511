/** Removes the sample community with every row of every feature, some hundred at a time. */
import type { Context } from '../../context.ts'
import { deleteCommunityRows } from '../../platform/db/delete-community-rows.ts'
import { deleteCommunityRow } from '../communities/index.ts'
import { deleteSample, findSampleRow, updateRemoved } from './samples.store.ts'

export async function removeSample(ctx: Pick<Context, 'db'>): Promise<void> {
  const sample = await findSampleRow(ctx.db)
  if (sample?.state !== 'removing') return
  const { sample_id: sampleId } = sample
  if (sampleId !== null) {
    await deleteCommunityRows(ctx.db, sampleId, (doneCount) => updateRemoved(ctx.db, sampleId, doneCount))
    await deleteCommunityRow(ctx.db, sampleId)
  }
  await deleteSample(ctx.db, sampleId)
}
