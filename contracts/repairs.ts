/** Repairs of incoming webhooks: long work on many receipts at once, with a preview, progress and an end. */
import Type, { type Static } from 'typebox'
import { DryRun } from './dry-runs.ts'
import { endpoint, needs } from './endpoint.ts'
import { webhookNameMax } from './incoming.ts'
import { failureReasons } from './receipts.ts'
import {
  ActorView,
  Amount,
  amountMax,
  Id,
  inCommunity,
  nullable,
  oneOf,
  pageOf,
  pageQuery,
  Time,
} from './values.ts'

/**
 * `rerun` runs the failed again with the mapping of now; `undo` takes the effects of the applied ones back;
 * `apply` and `discard` end the wait of those that came before the first mapping or during a pause, and of those that
 * wait for a member: of these an apply leaves waiting whose member is still not there.
 */
export const repairKinds = ['rerun', 'undo', 'apply', 'discard'] as const
export type RepairKind = (typeof repairKinds)[number]

export const repairStates = ['running', 'paused', 'canceled', 'finished'] as const
export type RepairState = (typeof repairStates)[number]

/** What an undo does about members who have spent already what it takes back. */
export const shortfallChoices = ['refuse', 'take_what_is_left'] as const

export const repairSampleCount = 20
export const repairExceptionCountMax = 100
/** Where counting stops before anything is ordered, so that asking costs the same however long the history is. */
export const repairCountMax = 10_000

const Count = Type.Integer({ minimum: 0, maximum: amountMax })
const CountUpToMax = (description: string) => ({ ...Count, maximum: repairCountMax, description })
const Moment = Type.String({ maxLength: 30, format: 'date-time' })

export const RepairOrder = Type.Object(
  {
    kind: oneOf(repairKinds),
    from: Type.Optional({ ...Moment, description: 'Receipts received from this moment on' }),
    to: Type.Optional({ ...Moment, description: 'Receipts received before this moment; later ones never' }),
    reason: Type.Optional(oneOf(failureReasons, 'For a rerun: only what failed for this reason')),
    shortfall: Type.Optional(
      oneOf(
        shortfallChoices,
        'For an undo: leave a receipt as it is when somebody has spent it already (default), or take what is left',
      ),
    ),
  },
  { additionalProperties: false },
)
export type RepairOrder = Static<typeof RepairOrder>

const RepairSample = Type.Object(
  {
    receiptId: Id,
    receivedAt: Time,
    before: nullable(oneOf(failureReasons, 'Why it failed')),
    after: DryRun,
  },
  { additionalProperties: false, description: 'One receipt, and what would come out now' },
)

const SpentBalance = Type.Object(
  {
    memberId: Id,
    memberLabel: Type.String({ maxLength: 200 }),
    asset: Type.String({ maxLength: 50 }),
    amount: Type.Integer({ minimum: 1, maximum: amountMax, description: 'How much is not there any more' }),
  },
  { additionalProperties: false },
)

export const RepairPreview = Type.Object(
  {
    kind: oneOf(repairKinds),
    receiptCount: Count,
    reasons: Type.Array(
      Type.Object({ reason: oneOf(failureReasons), count: Count }, { additionalProperties: false }),
      { maxItems: 50, description: 'Of a rerun: how many failed for which reason' },
    ),
    samples: Type.Array(RepairSample, {
      maxItems: repairSampleCount,
      description: 'Of a rerun or an apply: the newest, each tried for itself without changing anything',
    }),
    sums: Type.Array(
      Type.Object(
        { asset: Type.String({ maxLength: 50 }), taken: Amount, returned: Amount },
        { additionalProperties: false },
      ),
      { maxItems: 500, description: 'Of an undo: taken from members, and given back to members' },
    ),
    fields: Type.Array(
      Type.Object(
        {
          field: Type.String({ maxLength: 50 }),
          name: Type.String({ maxLength: 100 }),
          putBackCount: Count,
          leftCount: Count,
        },
        { additionalProperties: false },
      ),
      {
        maxItems: 1000,
        description: 'Of an undo: values put back, and values left because somebody changed them since',
      },
    ),
    spent: Type.Array(SpentBalance, {
      maxItems: repairExceptionCountMax,
      description: 'Of an undo: who has spent it already, the largest amounts first',
    }),
    spentCount: Count,
  },
  { additionalProperties: false },
)
export type RepairPreview = Static<typeof RepairPreview>

export const Repair = Type.Object(
  {
    id: Id,
    webhookId: Id,
    webhookName: Type.String({ maxLength: webhookNameMax }),
    kind: oneOf(repairKinds),
    state: oneOf(repairStates),
    from: nullable(Time),
    to: Time,
    reason: nullable(oneOf(failureReasons)),
    shortfall: nullable(oneOf(shortfallChoices)),
    counts: Type.Object(
      { total: Count, done: Count, succeeded: Count, failed: Count },
      {
        additionalProperties: false,
        description: 'For a rerun `failed` means again; for an undo that a receipt was left as it is',
      },
    ),
    perSecond: nullable(
      Type.Number({ minimum: 0, description: 'Receipts, since it was started or resumed' }),
    ),
    secondsLeft: nullable(Count),
    startedBy: ActorView,
    auditReason: nullable(Type.String({ maxLength: 1000 })),
    startedAt: Time,
    endedAt: nullable(Time),
  },
  { additionalProperties: false },
)
export type Repair = Static<typeof Repair>

const ExceptionPlace = {
  receiptId: Id,
  memberId: Id,
  memberLabel: Type.String({ maxLength: 200 }),
}

/** What an undo could not take back, and why. */
export const RepairException = Type.Union([
  Type.Object(
    {
      kind: Type.Literal('currency'),
      ...ExceptionPlace,
      asset: Type.String({ maxLength: 50 }),
      amount: Type.Integer({ minimum: 1, maximum: amountMax, description: 'Spent already' }),
    },
    { additionalProperties: false },
  ),
  Type.Object(
    {
      kind: Type.Literal('field'),
      ...ExceptionPlace,
      field: Type.String({ maxLength: 50 }),
      why: oneOf(['changed_since', 'field_deleted']),
    },
    { additionalProperties: false },
  ),
])
export type RepairException = Static<typeof RepairException>

export const RepairDetails = Type.Object(
  {
    ...Repair.properties,
    exceptions: Type.Array(RepairException, { maxItems: repairExceptionCountMax }),
    exceptionCount: Count,
  },
  { additionalProperties: false },
)
export type RepairDetails = Static<typeof RepairDetails>

const WebhookParams = inCommunity('webhookId')
const RepairParams = Type.Object(
  { communityId: Id, webhookId: Id, repairId: Id },
  { additionalProperties: false },
)
const path = '/api/communities/{communityId}/incoming-webhooks/{webhookId}'

export const repairEndpoints = [
  endpoint({
    name: 'getRepairCounts',
    method: 'GET',
    path: `${path}/repair-counts`,
    summary: `Count the receipts that repairs would cover, each kind up to ${repairCountMax}`,
    access: needs('manage_webhooks'),
    params: WebhookParams,
    query: Type.Object(
      { from: RepairOrder.properties.from, to: RepairOrder.properties.to },
      { additionalProperties: false },
    ),
    answers: {
      200: Type.Object(
        {
          failed: CountUpToMax('That a rerun would cover'),
          applied: CountUpToMax('That an undo would cover'),
          waiting: CountUpToMax('To apply or to discard'),
        },
        { additionalProperties: false },
      ),
    },
    refusals: [],
  }),
  endpoint({
    name: 'getRepairPreview',
    method: 'GET',
    path: `${path}/repair-preview`,
    summary: 'Show what a repair would cover and change, without changing it',
    access: needs('manage_webhooks'),
    params: WebhookParams,
    query: RepairOrder,
    answers: { 200: RepairPreview },
    refusals: ['mapping_missing'],
  }),
  endpoint({
    name: 'startRepair',
    method: 'POST',
    path: `${path}/repairs`,
    summary: 'Run again, undo, apply or discard many receipts of a webhook',
    description:
      'Goes on in the background, in commits of at most 500 rows, also over a restart; each receipt is covered once. An undo posts reversals: nothing is deleted, and it cannot be undone itself.',
    access: needs('manage_webhooks'),
    params: WebhookParams,
    body: RepairOrder,
    answers: { 202: Repair },
    refusals: ['mapping_missing', 'repair_running', 'nothing_to_repair'],
  }),
  endpoint({
    name: 'listRepairs',
    method: 'GET',
    path: `${path}/repairs`,
    summary: 'List the repairs of a webhook, newest first',
    access: needs('manage_webhooks'),
    params: WebhookParams,
    query: Type.Object({ ...pageQuery }, { additionalProperties: false }),
    answers: { 200: pageOf(Repair) },
    refusals: ['cursor_invalid'],
  }),
  endpoint({
    name: 'getRepair',
    method: 'GET',
    path: `${path}/repairs/{repairId}`,
    summary: 'Read one repair: how far it is, and what could not be taken back',
    access: needs('manage_webhooks'),
    params: RepairParams,
    answers: { 200: RepairDetails },
    refusals: [],
  }),
  endpoint({
    name: 'pauseRepair',
    method: 'POST',
    path: `${path}/repairs/{repairId}/pause`,
    summary: 'Pause a repair after the batch that runs',
    access: needs('manage_webhooks'),
    params: RepairParams,
    answers: { 200: Repair },
    refusals: ['repair_ended'],
  }),
  endpoint({
    name: 'resumeRepair',
    method: 'DELETE',
    path: `${path}/repairs/{repairId}/pause`,
    summary: 'Let a paused repair go on where it stopped',
    access: needs('manage_webhooks'),
    params: RepairParams,
    answers: { 200: Repair },
    refusals: ['repair_ended'],
  }),
  endpoint({
    name: 'cancelRepair',
    method: 'POST',
    path: `${path}/repairs/{repairId}/cancellation`,
    summary: 'End a repair before its end; what is done stays done',
    access: needs('manage_webhooks'),
    params: RepairParams,
    answers: { 200: Repair },
    refusals: ['repair_ended'],
  }),
] as const
