/** The conservation proof: that nothing was lost or doubled, recomputed from the transfers. */
import Type, { type Static } from 'typebox'
import { endpoint, needs } from './endpoint.ts'
import { Amount, amountMax, CommunityParams, Id, nullable, oneOf, Time } from './values.ts'

/**
 * C1 sums of assets, C2 balances, C3 holds and what they are for, C4 what is held for what, C5 floors and caps,
 * C6 parts of prices, C7 trade holds and change counters, C8 what has ended and what was posted twice.
 */
export const conservationChecks = ['C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7', 'C8'] as const
export type ConservationCheck = (typeof conservationChecks)[number]
/** Of each kind. */
export const findingCountMax = 100
export const conservationStates = ['running', 'done', 'failed'] as const

const Count = Type.Integer({ minimum: 0, maximum: amountMax })

/** What a finding is about. `cause`: all that was posted of one cause; `mint`: a mint order. */
export const findingSubjects = [
  'asset',
  'cause',
  'member',
  'hold',
  'merge',
  'gift',
  'listing',
  'mint',
] as const
export type FindingSubject = (typeof findingSubjects)[number]

const Finding = Type.Object(
  {
    check: oneOf(conservationChecks),
    words: Type.String({ maxLength: 1000, description: 'What does not agree, and the row in which' }),
    subject: nullable(
      Type.Object(
        { kind: oneOf(findingSubjects), id: Type.String({ maxLength: 50 }) },
        { additionalProperties: false, description: 'Where to look; null in runs of older versions' },
      ),
    ),
  },
  { additionalProperties: false },
)
export type ConservationFinding = Static<typeof Finding>

const AssetSums = Type.Object(
  {
    asset: Type.String({ maxLength: 50 }),
    issued: Count,
    sunk: Count,
    members: Amount,
    treasuries: Amount,
    holds: Amount,
    others: Amount,
    sum: { ...Amount, description: 'Of all accounts: 0' },
  },
  { additionalProperties: false },
)
export type AssetSums = Static<typeof AssetSums>

const Run = Type.Object(
  {
    id: Id,
    state: oneOf(conservationStates),
    startedAt: Time,
    finishedAt: nullable(Time),
    problems: Type.Array(Finding, { maxItems: findingCountMax * 20 }),
    assets: Type.Array(AssetSums, { maxItems: 1_100_000 }),
  },
  { additionalProperties: false },
)
export type ConservationRun = Static<typeof Run>

/** More checks than laws: most features look after the same law in their own rows. */
export const proofStepCountMax = 1000
const ProofStepCount = Type.Integer({ minimum: 0, maximum: proofStepCountMax })
const Running = Type.Object(
  {
    id: Id,
    startedAt: Time,
    stepsDone: ProofStepCount,
    stepCount: { ...ProofStepCount, description: '0 until it has begun' },
  },
  { additionalProperties: false },
)
export type RunningProof = Static<typeof Running>

const path = '/api/communities/{communityId}/ledger'

export const conservationEndpoints = [
  endpoint({
    name: 'getConservation',
    method: 'GET',
    path: `${path}/conservation`,
    summary: 'The last run of the conservation proof, and whether one is running',
    access: needs('view_ledger'),
    params: CommunityParams,
    answers: {
      200: Type.Object(
        { last: nullable(Run), isRunning: Type.Boolean(), running: nullable(Running) },
        { additionalProperties: false },
      ),
    },
    refusals: [],
  }),
  endpoint({
    name: 'checkConservation',
    method: 'POST',
    path: `${path}/conservation-checks`,
    summary: 'Start a run of the conservation proof; it runs each night by itself',
    access: needs('view_ledger'),
    params: CommunityParams,
    answers: {
      202: Type.Object({ id: Id, state: oneOf(conservationStates) }, { additionalProperties: false }),
    },
    refusals: ['check_running'],
  }),
] as const
