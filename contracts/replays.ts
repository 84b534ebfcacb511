/** Replays: many deliveries sent again at once, at a rate, with a preview, progress and an end. */
import Type, { type Static } from 'typebox'
import type { deliveryStatuses } from './deliveries.ts'
import { endpoint, needs } from './endpoint.ts'
import { endpointNameMax } from './outgoing.ts'
import {
  ActorView,
  amountMax,
  CommunityParams,
  Id,
  inCommunity,
  nullable,
  oneOf,
  pageOf,
  pageQuery,
  Time,
} from './values.ts'

/**
 * `deliveries` sends again what has ended and fits; `missed` sends one endpoint every event that it never got: what
 * failed or was canceled, and what was not even planned, because the endpoint was disabled or not there.
 */
export const replayKinds = ['deliveries', 'missed'] as const
export type ReplayKind = (typeof replayKinds)[number]
export const replayStates = ['running', 'paused', 'canceled', 'finished'] as const
export type ReplayState = (typeof replayStates)[number]
export const replayDaysMax = 14
export const replayPerSecondMax = 500
export const replayPerSecondDefault = 50

const endedStatuses = ['success', 'failed', 'superseded', 'canceled'] as const satisfies readonly Exclude<
  (typeof deliveryStatuses)[number],
  'pending'
>[]
export type EndedStatus = (typeof endedStatuses)[number]

const Count = Type.Integer({ minimum: 0, maximum: amountMax })
const Moment = Type.String({ maxLength: 30, format: 'date-time' })

const filter = {
  kind: oneOf(replayKinds),
  endpointId: Type.Optional({ ...Id, description: 'All endpoints when left out; `missed` needs one' }),
  status: Type.Optional(oneOf(endedStatuses, 'Of `deliveries` only')),
  eventType: Type.Optional(Type.String({ minLength: 1, maxLength: 60, pattern: '^[a-z_.]+$' })),
  from: {
    ...Moment,
    description: `Planned or happened from this moment on; at most ${replayDaysMax} days ago`,
  },
  to: Type.Optional({
    ...Moment,
    description: 'Before this moment; what comes after the start is never covered',
  }),
}
export const ReplayFilter = Type.Object(filter, { additionalProperties: false })
export type ReplayFilter = Static<typeof ReplayFilter>

export const ReplayOrder = Type.Object(
  {
    ...filter,
    perSecond: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: replayPerSecondMax,
        description: `Deliveries put into the queue each second; ${replayPerSecondDefault} when left out`,
      }),
    ),
  },
  { additionalProperties: false },
)
export type ReplayOrder = Static<typeof ReplayOrder>

export const ReplayPreview = Type.Object(
  {
    kind: oneOf(replayKinds),
    from: Time,
    to: Time,
    count: Type.Integer({ minimum: 0, maximum: amountMax, description: 'Deliveries that would be sent' }),
    statuses: Type.Array(
      Type.Object({ status: oneOf(endedStatuses), count: Count }, { additionalProperties: false }),
      { maxItems: endedStatuses.length, description: 'How they ended' },
    ),
    unplannedCount: Type.Integer({
      minimum: 0,
      maximum: amountMax,
      description: 'Of `missed`: events that no delivery was planned for',
    }),
    inactiveCount: Type.Integer({
      minimum: 0,
      maximum: amountMax,
      description: 'Fit, and are left out: their endpoint is paused, disabled or deleted',
    }),
    earlierCount: Type.Integer({
      minimum: 0,
      maximum: amountMax,
      description: 'Of `deliveries`: fit, and are left out because they are from before `from`',
    }),
  },
  { additionalProperties: false },
)
export type ReplayPreview = Static<typeof ReplayPreview>

export const Replay = Type.Object(
  {
    id: Id,
    kind: oneOf(replayKinds),
    state: oneOf(replayStates),
    endpointId: nullable(Id),
    endpointName: nullable(Type.String({ maxLength: endpointNameMax })),
    status: nullable(oneOf(endedStatuses)),
    eventType: nullable(Type.String({ maxLength: 60 })),
    from: Time,
    to: Time,
    perSecond: Type.Integer({ minimum: 1, maximum: replayPerSecondMax }),
    counts: Type.Object(
      { total: Count, done: Count, queued: Count, skipped: Count },
      {
        additionalProperties: false,
        description:
          '`queued` were put back into the queue; `skipped` were not, as their endpoint was not active',
      },
    ),
    isHeldBack: Type.Boolean({ description: 'The endpoint has much waiting: it goes on when that is sent' }),
    hasStopped: Type.Boolean({ description: 'It paused itself, because its endpoint is not active' }),
    secondsLeft: nullable(Count),
    startedBy: ActorView,
    auditReason: nullable(Type.String({ maxLength: 1000 })),
    startedAt: Time,
    endedAt: nullable(Time),
  },
  { additionalProperties: false },
)
export type Replay = Static<typeof Replay>

const ReplayParams = inCommunity('replayId')
const path = '/api/communities/{communityId}'

export const replayEndpoints = [
  endpoint({
    name: 'getReplayPreview',
    method: 'GET',
    path: `${path}/replay-preview`,
    summary: 'Count what a replay would send, without sending it',
    access: needs('manage_webhooks'),
    params: CommunityParams,
    query: ReplayFilter,
    answers: { 200: ReplayPreview },
    refusals: ['moment_too_early', 'endpoint_not_active'],
  }),
  endpoint({
    name: 'startReplay',
    method: 'POST',
    path: `${path}/replays`,
    summary: 'Send many deliveries again, at a rate',
    description:
      'Goes on in the background, also over a restart; each delivery is covered once and keeps its `webhook-id`.',
    access: needs('manage_webhooks'),
    params: CommunityParams,
    body: ReplayOrder,
    answers: { 202: Replay },
    refusals: ['moment_too_early', 'endpoint_not_active', 'replay_running', 'nothing_to_replay'],
  }),
  endpoint({
    name: 'listReplays',
    method: 'GET',
    path: `${path}/replays`,
    summary: 'List replays, newest first',
    access: needs('manage_webhooks'),
    params: CommunityParams,
    query: Type.Object({ endpointId: Type.Optional(Id), ...pageQuery }, { additionalProperties: false }),
    answers: { 200: pageOf(Replay) },
    refusals: ['cursor_invalid'],
  }),
  endpoint({
    name: 'getReplay',
    method: 'GET',
    path: `${path}/replays/{replayId}`,
    summary: 'Read one replay: how far it is',
    access: needs('manage_webhooks'),
    params: ReplayParams,
    answers: { 200: Replay },
    refusals: [],
  }),
  endpoint({
    name: 'pauseReplay',
    method: 'POST',
    path: `${path}/replays/{replayId}/pause`,
    summary: 'Pause a replay; what is in the queue already is still sent',
    access: needs('manage_webhooks'),
    params: ReplayParams,
    answers: { 200: Replay },
    refusals: ['replay_ended'],
  }),
  endpoint({
    name: 'resumeReplay',
    method: 'DELETE',
    path: `${path}/replays/{replayId}/pause`,
    summary: 'Let a paused replay go on where it stopped',
    access: needs('manage_webhooks'),
    params: ReplayParams,
    answers: { 200: Replay },
    refusals: ['replay_ended', 'endpoint_not_active'],
  }),
  endpoint({
    name: 'cancelReplay',
    method: 'POST',
    path: `${path}/replays/{replayId}/cancellation`,
    summary: 'End a replay before its end; what is in the queue already is still sent',
    access: needs('manage_webhooks'),
    params: ReplayParams,
    answers: { 200: Replay },
    refusals: ['replay_ended'],
  }),
] as const
