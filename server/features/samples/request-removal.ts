/** Asks for the removal of the sample community, also while it is still being made. */
import type { SampleCommunity } from '../../../contracts/samples.ts'
import type { Context } from '../../context.ts'
import { countOfCommunity } from '../../platform/db/community-rows.store.ts'
import { getSample } from './get-sample.ts'
import { removeJob } from './samples.jobs.ts'
import { lockSampleRow, updateSample } from './samples.store.ts'

export async function requestRemoval(ctx: Pick<Context, 'jobs' | 'inTransaction'>): Promise<SampleCommunity> {
  return ctx.inTransaction(async (tx) => {
    const sample = await lockSampleRow(tx)
    if (sample && sample.state !== 'removing') {
      const totalCount = sample.sample_id === null ? 0 : await countOfCommunity(tx, sample.sample_id)
      await updateSample(tx, { sampleId: sample.sample_id, state: 'removing', doneCount: 0, totalCount })
      await ctx.jobs.enqueue(tx, removeJob, {})
    }
    return getSample(tx)
  })
}
