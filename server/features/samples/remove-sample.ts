/** Removes the sample community with every row of every feature, some hundred at a time. */
import type { Context } from '../../context.ts'
import { deleteCommunityRows } from '../../platform/db/delete-community-rows.ts'
import { deleteCommunityRow } from '../communities/index.ts'
import { deleteSample, findSampleRow, updateSample } from './samples.store.ts'

export async function removeSample(ctx: Pick<Context, 'db'>): Promise<void> {
  const sample = await findSampleRow(ctx.db)
  if (sample?.state !== 'removing') return
  const { sample_id: sampleId, total_count: totalCount } = sample
  if (sampleId !== null) {
    await deleteCommunityRows(ctx.db, sampleId, (doneCount) =>
      updateSample(ctx.db, {
        ...{ sampleId, state: 'removing', totalCount },
        doneCount: Math.min(doneCount, totalCount),
      }),
    )
    await deleteCommunityRow(ctx.db, sampleId)
  }
  await deleteSample(ctx.db)
}
