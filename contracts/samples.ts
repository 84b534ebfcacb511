/** The sample community: one that shows every page with something true on it, and goes away with one click. */
import Type, { type Static } from 'typebox'
import { endpoint, installationOwnerAccess } from './endpoint.ts'
import { amountMax, Id, nullable, oneOf } from './values.ts'

const Count = Type.Integer({ minimum: 0, maximum: amountMax })

export const SampleCommunity = Type.Object(
  {
    state: oneOf(['absent', 'making', 'ready', 'removing']),
    communityId: nullable(Id),
    doneCount: Type.Integer({
      minimum: 0,
      maximum: amountMax,
      description: 'While it is made: steps that are done; while it is removed: rows that are gone',
    }),
    totalCount: Count,
  },
  { additionalProperties: false },
)
export type SampleCommunity = Static<typeof SampleCommunity>

export const samplesEndpoints = [
  endpoint({
    name: 'getSampleCommunity',
    method: 'GET',
    path: '/api/sample-community',
    summary: 'Whether there is a sample community, and how far it is',
    access: installationOwnerAccess,
    answers: { 200: SampleCommunity },
    refusals: [],
  }),
  endpoint({
    name: 'createSampleCommunity',
    method: 'POST',
    path: '/api/sample-community',
    summary: 'Make the sample community; there is one at most, and asking again changes nothing',
    description: 'Its members, webhooks and the traffic of its last days are made in the background.',
    access: installationOwnerAccess,
    answers: { 202: SampleCommunity },
    refusals: [],
  }),
  endpoint({
    name: 'removeSampleCommunity',
    method: 'DELETE',
    path: '/api/sample-community',
    summary: 'Remove the sample community with everything in it',
    access: installationOwnerAccess,
    answers: { 202: SampleCommunity },
    refusals: [],
  }),
] as const
