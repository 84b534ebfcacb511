/** Asks for the sample community; what is there already, or on its way, stays as it is. */
import type { SampleCommunity } from '../../../contracts/samples.ts'
import type { Context } from '../../context.ts'
import { getSample } from './get-sample.ts'
import { fillJob } from './samples.jobs.ts'
import { insertSample } from './samples.store.ts'

export async function requestSample(
  ctx: Pick<Context, 'jobs' | 'inTransaction'>,
  ownerAccountId: string,
  how: 'as a job' | 'make it here',
): Promise<SampleCommunity> {
  return ctx.inTransaction(async (tx) => {
    const isNew = await insertSample(tx, ownerAccountId)
    if (isNew && how === 'as a job') await ctx.jobs.enqueue(tx, fillJob, {})
    return getSample(tx)
  })
}
