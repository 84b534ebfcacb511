/**
 * What a feature is to the rest of the server: it starts once, in order, and answers with its routes, its jobs
 * and what it offers to later features.
 */
import type { Context } from '../context.ts'
import type { JobDefinition } from '../platform/jobs/jobs.ts'
import type { SealedColumn } from '../platform/sealed-columns.ts'
import type { Route } from './route.ts'

export interface Feature<Offer = undefined> {
  name: string
  /** What it keeps sealed under the master key: lost without it. */
  sealed?: readonly SealedColumn[]
  start: (ctx: Context, started: Started) => Promise<StartedFeature<Offer>>
}

export interface StartedFeature<Offer> {
  routes: readonly Route[]
  jobs?: readonly JobDefinition[]
  offer: Offer
  /** Answers requests that wait for something to happen, before the server stops listening. */
  endWaits?: () => void
  /** Stops taking work, finishes or releases what runs, within 20 s. */
  stop?: () => Promise<void>
}

/** Features that run already: a later one asks for what an earlier one offers. */
export interface Started {
  of: <Offer>(feature: Feature<Offer>) => Offer
}
