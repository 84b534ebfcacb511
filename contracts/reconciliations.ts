/** Reconciliations: a game sends what it believes, and is told where that differs. Nothing is changed. */
import Type, { type Static } from 'typebox'
import { AppParams } from './apps.ts'
import { appAccess, endpoint } from './endpoint.ts'
import { InventorySequence } from './inventory.ts'
import { itemReasonMax } from './items.ts'
import { callerTagCountMax, callerTagMax } from './postings.ts'
import {
  ActorView,
  amountMax,
  EmailAddress,
  Id,
  nullable,
  oneOf,
  pageOf,
  pageQuery,
  Time,
  webAddressMax,
} from './values.ts'

export const reconciledMemberCountMax = 1000
export const reconciledLineCountMax = 10_000
export const reconciliationKeptDays = 90

export const reconciledFields = ['count', 'mergedTotal', 'mintedTotal', 'grantedTotal'] as const
export type ReconciledField = (typeof reconciledFields)[number]
/** `missing`: what the game did not name, where it says that it named everything. */
export const verdicts = ['differs', 'in_motion', 'unknown_item', 'unknown_member', 'missing'] as const
export type Verdict = (typeof verdicts)[number]

const Amount = Type.Integer({ minimum: 0, maximum: amountMax })
const ItemUri = Type.String({ minLength: 1, maxLength: webAddressMax + 50, pattern: '^[^\\u0000]*$' })
const total = (description: string) => Type.Optional({ ...Amount, description })

export const ReconciledLine = Type.Object(
  {
    itemUri: ItemUri,
    count: total('What the game believes is available here'),
    mergedTotal: total('Units that it has added by merges since the start'),
    mintedTotal: total('Units that it has removed for mint orders since the start'),
    grantedTotal: total('Units that it has issued by call since the start'),
  },
  { additionalProperties: false },
)
export type ReconciledLine = Static<typeof ReconciledLine>

const Difference = Type.Object(
  {
    member: Type.String({ maxLength: 254, description: 'As it was named' }),
    memberId: nullable({ ...Id, description: 'Null for nobody, and in runs of older versions' }),
    itemUri: ItemUri,
    itemId: nullable({ ...Id, description: 'Null for an unknown item, and in runs of older versions' }),
    tier: nullable(Type.String({ maxLength: 40 })),
    field: oneOf(reconciledFields),
    theirs: Amount,
    ours: Amount,
    difference: Type.Integer({ minimum: -amountMax, maximum: amountMax, description: 'Theirs less ours' }),
    pending: Type.Object({ merge: Amount, mint: Amount }, { additionalProperties: false }),
    inventorySequence: InventorySequence,
    verdict: oneOf(verdicts),
  },
  { additionalProperties: false },
)
export type Difference = Static<typeof Difference>

const summary = {
  id: Id,
  appId: Id,
  at: Time,
  by: nullable({ ...ActorView, description: 'Who compared; null in runs of older versions' }),
  checked: { ...Amount, description: 'Numbers that were compared' },
  equal: Amount,
  counts: Type.Object(
    {
      differs: Amount,
      in_motion: Amount,
      unknown_item: Amount,
      unknown_member: Amount,
      missing: Amount,
    },
    { additionalProperties: false },
  ),
}
export const ReconciliationSummary = Type.Object(summary, { additionalProperties: false })
export type ReconciliationSummary = Static<typeof ReconciliationSummary>
/** More than anybody mends by hand. */
export const mendingCountMax = 1000
const Mending = Type.Object(
  {
    postingId: Id,
    at: Time,
    reason: Type.String({ maxLength: itemReasonMax }),
    tags: Type.Array(Type.String({ maxLength: callerTagMax }), {
      maxItems: callerTagCountMax,
      description: 'Of the posting; the console names member, item and tier of the difference',
    }),
  },
  { additionalProperties: false },
)
export const Reconciliation = Type.Object(
  {
    ...summary,
    differences: Type.Array(Difference, { maxItems: 1_000_000 }),
    mendings: Type.Array(Mending, {
      maxItems: mendingCountMax,
      description: 'Postings whose `reference` is the id of the run, oldest first',
    }),
  },
  { additionalProperties: false },
)
export type Reconciliation = Static<typeof Reconciliation>
export type Mending = Static<typeof Mending>

const ofApp = '/api/communities/{communityId}/apps/{appId}/reconciliations'
const access = appAccess('approve_apps', 'reconcile')

export const reconciliationEndpoints = [
  endpoint({
    name: 'reconcile',
    method: 'POST',
    path: ofApp,
    summary: 'Compare what a game believes with what members have; nothing is changed',
    description:
      'Everything is read at one moment. Differences that open merges and mint orders explain are `in_motion`. A run is kept for 90 days.',
    access,
    params: AppParams,
    body: Type.Object(
      {
        members: Type.Array(
          Type.Object(
            {
              member: Type.Union([Id, EmailAddress]),
              items: Type.Array(ReconciledLine, { maxItems: reconciledLineCountMax }),
            },
            { additionalProperties: false },
          ),
          { minItems: 1, maxItems: reconciledMemberCountMax },
        ),
        complete: Type.Optional(
          Type.Boolean({ description: 'What is not named of these members counts as 0', default: false }),
        ),
      },
      { additionalProperties: false },
    ),
    answers: { 201: Reconciliation },
    refusals: ['too_many_lines'],
  }),
  endpoint({
    name: 'listReconciliations',
    method: 'GET',
    path: ofApp,
    summary: 'List the runs of an app, newest first',
    access,
    params: AppParams,
    query: Type.Object(pageQuery, { additionalProperties: false }),
    answers: { 200: pageOf(ReconciliationSummary) },
    refusals: ['cursor_invalid'],
  }),
  endpoint({
    name: 'getReconciliation',
    method: 'GET',
    path: `${ofApp}/{reconciliationId}`,
    summary: 'Read one run with its differences',
    access,
    params: Type.Object(
      { communityId: Id, appId: Id, reconciliationId: Id },
      { additionalProperties: false },
    ),
    answers: { 200: Reconciliation },
    refusals: [],
  }),
] as const
