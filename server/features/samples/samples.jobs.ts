/** The long work of the sample community; a job that is interrupted begins anew. */
import type { JobDefinition } from '../../platform/jobs/jobs.ts'
import type { SamplesOffer } from './offer.ts'

export const fillJob = 'samples.fill'
export const removeJob = 'samples.remove'

export function samplesJobs({ fillSample, removeSample }: SamplesOffer): JobDefinition[] {
  return [
    { name: fillJob, run: fillSample },
    { name: removeJob, run: removeSample },
  ]
}
