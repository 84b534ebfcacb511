/** Starts the features in their order and stops them in reverse. */
import type { Context } from './context.ts'
import type { Feature, Started, StartedFeature } from './features/feature.ts'
import { features } from './features/index.ts'
import type { Route } from './features/route.ts'
import { invariant } from './platform/invariant.ts'
import type { JobDefinition } from './platform/jobs/jobs.ts'

export interface RunningFeatures {
  started: Started
  routes: Route[]
  jobs: JobDefinition[]
  endWaits: () => void
  stop: () => Promise<void>
}

/** All of them, or the given ones with what they depend on, in order. */
export async function startFeatures(
  ctx: Context,
  wanted: readonly Feature<unknown>[] = features,
): Promise<RunningFeatures> {
  const running = new Map<Feature<unknown>, StartedFeature<unknown>>()
  const started: Started = {
    of(feature) {
      const found = running.get(feature as Feature<unknown>)
      invariant(found, `${feature.name} is asked for before it has started`)
      return found.offer as never
    },
  }
  for (const feature of wanted) running.set(feature, await feature.start(ctx, started))
  const all = [...running.values()]
  return {
    started,
    routes: all.flatMap((feature) => feature.routes),
    jobs: all.flatMap((feature) => feature.jobs ?? []),
    endWaits() {
      for (const feature of all) feature.endWaits?.()
    },
    async stop() {
      for (const feature of all.reverse()) await feature.stop?.()
    },
  }
}
