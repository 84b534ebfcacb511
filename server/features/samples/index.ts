/** The sample community: made by the product's own actions in a past of its own, and removed with everything in it. */
import { communities } from '../communities/index.ts'
import type { Feature } from '../feature.ts'
import { incoming } from '../incoming/index.ts'
import { fillSample } from './fill-sample.ts'
import type { SamplesOffer } from './offer.ts'
import { removeSample } from './remove-sample.ts'
import { requestSample } from './request-sample.ts'
import { samplesJobs } from './samples.jobs.ts'
import { samplesRoutes } from './samples.routes.ts'

export const samples: Feature<SamplesOffer> = {
  name: 'samples',
  async start(ctx, started) {
    const parts = { communities: started.of(communities), incoming: started.of(incoming) }
    const offer: SamplesOffer = {
      fillSample: () => fillSample(ctx, parts),
      removeSample: () => removeSample(ctx),
      async makeSample(ownerAccountId) {
        await requestSample(ctx, ownerAccountId, 'make it here')
        await fillSample(ctx, parts)
      },
    }
    return { routes: samplesRoutes, jobs: samplesJobs(offer), offer }
  },
}
