/** What each call of the face takes and may be refused for, as its OpenAPI document tells it. */
import Type, { type TSchema } from 'typebox'
import { feedWaitSecondsMax } from '../../../contracts/app-feed.ts'
import { orderStates } from '../../../contracts/fills.ts'
import { mergeStates } from '../../../contracts/merges.ts'
import { emailMax, idPattern } from '../../../contracts/values.ts'
import {
  AckEvents,
  CompareItems,
  ConfirmMerge,
  ConfirmOrder,
  type facePaths,
  MoveItems,
  RejectMerge,
  RejectOrder,
  RevokeSub,
  TakeItems,
} from './wire.ts'
import type { FaceErrorCode } from './wire-errors.ts'

export interface FaceOperation {
  summary: string
  /** Of a GET. */
  query?: TSchema
  /** Of a POST. */
  body?: TSchema
  /** Whether it takes an `Idempotency-Key`. */
  repeats?: 'required' | 'optional'
  /** It answers an `ETag`, and 304 to whoever has that. */
  isTagged?: true
  /** Beside those that every call may give. */
  errors: readonly FaceErrorCode[]
}

const clientId = Type.String({ minLength: 1, maxLength: 12, description: 'The Client Id of the app' })
const userEmail = Type.String({ minLength: 3, maxLength: emailMax, description: 'The e-mail of the member' })
const limit = Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 }))
const after = Type.Optional(
  Type.String({ pattern: `^${idPattern}$`, description: 'The `next` of the answer before' }),
)
const stateOf = (states: readonly string[]) =>
  Type.Optional(
    Type.Unsafe<string>({ type: 'string', enum: [...states], description: 'Without it the open ones' }),
  )

const ofMember = Type.Object({ clientId, userEmail })
const closed = { additionalProperties: false }

export const faceOperations: Readonly<Record<keyof typeof facePaths, FaceOperation>> = {
  pullItems: {
    summary: 'What a member has available of this app, by the addresses of the items',
    query: ofMember,
    isTagged: true,
    errors: ['unknown_user'],
  },
  pullSubs: {
    summary: 'The time-limited items of a member that are active now',
    query: Type.Object({ clientId, userEmail }, closed),
    isTagged: true,
    errors: ['unknown_user', 'invalid_body'],
  },
  pushItems: {
    summary: 'Give units to a member: all or nothing',
    body: MoveItems,
    repeats: 'required',
    errors: [
      ...(['app_suspended', 'app_not_approved', 'unknown_user', 'unknown_item'] as const),
      ...(['supply_exhausted', 'member_limit'] as const),
    ],
  },
  takeItems: {
    summary: 'Take available units of a member back and burn them: all or nothing',
    body: TakeItems,
    repeats: 'required',
    errors: ['app_suspended', 'unknown_user', 'unknown_item', 'insufficient_balance', 'supply_exhausted'],
  },
  revokeSub: {
    summary: 'End an active time-limited item now; its unit is not given back',
    body: RevokeSub,
    repeats: 'required',
    errors: ['app_suspended', 'unknown_sub', 'wrong_kind'],
  },
  listMerges: {
    summary: 'The merges of the app, oldest first',
    query: Type.Object(
      { clientId, state: stateOf(mergeStates), userEmail: Type.Optional(userEmail), limit, after },
      closed,
    ),
    errors: ['unknown_user', 'invalid_body'],
  },
  confirmMerge: {
    summary: 'The game takes the units over: they are burned here. A repeat answers the same',
    body: ConfirmMerge,
    errors: ['unknown_merge', 'merge_not_pending'],
  },
  rejectMerge: {
    summary: 'The game refuses: the units go back to the member. A repeat answers the same',
    body: RejectMerge,
    errors: ['unknown_merge', 'merge_not_pending'],
  },
  listOrders: {
    summary: 'Sell and mint orders, oldest first; reading a mint order that waits marks it as seen',
    query: Type.Object(
      {
        clientId,
        state: stateOf(orderStates),
        kind: Type.Optional(Type.Unsafe<string>({ type: 'string', enum: ['mint', 'sell'] })),
        userEmail: Type.Optional(userEmail),
        ...{ limit, after },
      },
      closed,
    ),
    errors: ['unknown_user', 'invalid_body'],
  },
  confirmOrder: {
    summary: 'The game has taken the units of a mint order out: they are issued here',
    body: ConfirmOrder,
    errors: ['unknown_order', 'order_not_pending'],
  },
  rejectOrder: {
    summary: 'The game refuses a mint order: nothing is issued',
    body: RejectOrder,
    errors: ['unknown_order', 'order_not_pending'],
  },
  compareItems: {
    summary: 'Send the counts of the game and get the differences; nothing is changed',
    body: CompareItems,
    repeats: 'optional',
    errors: [],
  },
  pullEvents: {
    summary: 'The webhooks of the app as a feed, from the bookmark or behind `after`',
    query: Type.Object(
      {
        clientId,
        after: Type.Optional(Type.String({ pattern: `^${idPattern}$`, description: 'The id of an event' })),
        limit,
        wait: Type.Optional(
          Type.Integer({
            minimum: 0,
            maximum: feedWaitSecondsMax,
            default: 0,
            description: 'Seconds to wait for an event where there is none',
          }),
        ),
      },
      closed,
    ),
    errors: ['not_found', 'invalid_body'],
  },
  ackEvents: {
    summary: 'Move the bookmark of the feed; it never moves back',
    body: AckEvents,
    errors: ['not_found'],
  },
}
