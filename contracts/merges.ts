/** Merges: units of a mergeable item that a member moves into the game. They are held until the game has answered. */
import Type, { type Static } from 'typebox'
import { accountAccess, appAccess, endpoint } from './endpoint.ts'
import { attemptOutcomes } from './events/attempt.ts'
import { confirmModes } from './face-settings.ts'
import { itemNameMax, itemReasonMax } from './items.ts'
import {
  amountMax,
  CommunityParams,
  Id,
  inCommunity,
  line,
  nullable,
  oneOf,
  pageOf,
  pageQuery,
  Time,
  webAddressMax,
} from './values.ts'

/** Of one member in one app. */
export const openMergeCountMax = 50
export const mergeAttemptCountMax = 100

export const mergeStates = ['requested', 'confirmed', 'rejected', 'canceled', 'expired', 'in_doubt'] as const
export type MergeState = (typeof mergeStates)[number]
/** Those in which the units are held. */
export const openMergeStates = ['requested', 'in_doubt'] as const satisfies readonly MergeState[]

/** Also told by its events. */
export const mergeParts = {
  id: Id,
  appId: Id,
  memberId: Id,
  itemId: Id,
  itemUri: Type.String({ maxLength: webAddressMax }),
  quantity: Type.Integer({ minimum: 1, maximum: amountMax }),
  state: oneOf(mergeStates),
  confirmMode: oneOf(confirmModes, 'What confirms it: an answer of 2xx to the webhook, or only a call'),
  confirmBy: { ...Time, description: 'Until when the game may answer' },
}

export const Merge = Type.Object(
  {
    ...mergeParts,
    itemName: Type.String({ maxLength: itemNameMax }),
    isSeen: Type.Boolean({ description: 'Whether the game may have acted on it' }),
    isCancelable: Type.Boolean({ description: 'Unless an attempt is on its way right now' }),
    attemptCount: Type.Integer({ minimum: 0, maximum: amountMax }),
    lastOutcome: nullable(oneOf(attemptOutcomes, 'Of the last attempt to tell the game')),
    reason: nullable(Type.String({ maxLength: itemReasonMax })),
    decidedBy: nullable(Type.String({ maxLength: 200, description: 'Who ended it' })),
    decidedAt: nullable(Time),
    createdAt: Time,
  },
  { additionalProperties: false },
)
export type Merge = Static<typeof Merge>

/** An attempt to tell a game of what it has to answer. */
export const ToldAttempt = Type.Object(
  {
    number: Type.Integer({ minimum: 1, maximum: amountMax }),
    at: Time,
    outcome: oneOf(attemptOutcomes),
    status: nullable(Type.Integer({ minimum: 100, maximum: 999 })),
  },
  { additionalProperties: false },
)

export type ToldAttempt = Static<typeof ToldAttempt>
export const ToldAttempts = Type.Array(ToldAttempt, {
  maxItems: mergeAttemptCountMax,
  description: 'Oldest first, as long as the event log keeps them',
})

export const MergeWithAttempts = Type.Object(
  { ...Merge.properties, attempts: ToldAttempts },
  { additionalProperties: false },
)
export type MergeWithAttempts = Static<typeof MergeWithAttempts>

const ofMerge = '/api/communities/{communityId}/merges/{mergeId}'
const MergeParams = inCommunity('mergeId')

export const mergeEndpoints = [
  endpoint({
    name: 'requestMerge',
    method: 'POST',
    path: '/api/communities/{communityId}/items/{itemId}/merges',
    summary: 'Move units of one’s own into the game: they are held until it has answered',
    description:
      'Send an Idempotency-Key, so that a repeat moves nothing twice. The game is told by the webhook `ItemMergeRequested`, or asks itself.',
    access: accountAccess,
    params: inCommunity('itemId'),
    body: Type.Object(
      { quantity: Type.Integer({ minimum: 1, maximum: amountMax }) },
      { additionalProperties: false },
    ),
    answers: { 201: Merge },
    refusals: [
      'app_suspended',
      'app_not_approved',
      'wrong_kind',
      'wrong_state',
      'app_not_connected',
      'limit_reached',
      'insufficient_balance',
      'trade_held',
    ],
  }),
  endpoint({
    name: 'listMerges',
    method: 'GET',
    path: '/api/communities/{communityId}/merges',
    summary: 'List merges, newest first: one’s own, with permission all, for a key of an app those of it',
    access: { kind: 'app', permission: null, appPermission: 'merges.answer' },
    params: CommunityParams,
    query: Type.Object(
      {
        ...pageQuery,
        state: Type.Optional(oneOf(mergeStates)),
        appId: Type.Optional(Id),
        memberId: Type.Optional(Id),
      },
      { additionalProperties: false },
    ),
    answers: { 200: pageOf(Merge) },
    refusals: ['cursor_invalid'],
  }),
  endpoint({
    name: 'getMerge',
    method: 'GET',
    path: ofMerge,
    summary: 'Read one merge, with what came of each attempt to tell the game',
    access: { kind: 'app', permission: null, appPermission: 'merges.answer' },
    params: MergeParams,
    answers: { 200: MergeWithAttempts },
    refusals: [],
  }),
  endpoint({
    name: 'confirmMerge',
    method: 'POST',
    path: `${ofMerge}/confirmation`,
    summary: 'The game takes the units over: they are burned here, once',
    description: 'A repeat answers the same. Add the units in the game only after this was answered.',
    access: appAccess('approve_apps', 'merges.answer'),
    params: MergeParams,
    answers: { 200: Merge },
    refusals: ['merge_not_pending'],
  }),
  endpoint({
    name: 'rejectMerge',
    method: 'POST',
    path: `${ofMerge}/rejection`,
    summary: 'The game refuses: the units go back to the member',
    access: appAccess('approve_apps', 'merges.answer'),
    params: MergeParams,
    body: Type.Object({ reason: line(itemReasonMax) }, { additionalProperties: false }),
    answers: { 200: Merge },
    refusals: ['merge_not_pending'],
  }),
  endpoint({
    name: 'cancelMerge',
    method: 'POST',
    path: `${ofMerge}/cancellation`,
    summary: 'Take back a merge of one’s own, as long as the game cannot have acted on it',
    access: accountAccess,
    params: MergeParams,
    answers: { 200: Merge },
    refusals: ['merge_not_pending', 'not_cancelable'],
  }),
] as const
