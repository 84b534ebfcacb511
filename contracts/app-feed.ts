/** The feed of an app: what its webhook is sent, to be fetched by games that cannot receive. */
import Type, { type Static } from 'typebox'
import { AppParams } from './apps.ts'
import { appAccess, endpoint } from './endpoint.ts'
import { appEventTypes } from './endpoint-wire.ts'
import { Id, nullable, oneOf, pageLimitMax, Time } from './values.ts'

export const feedWaitSecondsMax = 25
export const feedKeptDays = 30

const AppEvent = Type.Object(
  {
    id: { ...Id, description: 'The `webhook-id` of its webhook' },
    type: oneOf(appEventTypes),
    createdAt: Time,
    data: Type.Unsafe<unknown>({ description: 'The payload, as the catalog of events promises it' }),
  },
  { additionalProperties: false },
)
export type AppEvent = Static<typeof AppEvent>

const ofApp = '/api/communities/{communityId}/apps/{appId}/events'

export const appFeedEndpoints = [
  endpoint({
    name: 'listAppEvents',
    method: 'GET',
    path: ofApp,
    summary:
      'What the webhook of an app is sent, in the order of the log: behind `after`, or behind the bookmark',
    description:
      'Kept for 30 days at least. From the first call of a key on, snapshots are made for the feed, also without a webhook. With `wait` an empty answer comes only after so many seconds.',
    access: appAccess('manage_apps', 'events.read'),
    params: AppParams,
    query: Type.Object(
      {
        after: Type.Optional(Id),
        type: Type.Optional(oneOf(appEventTypes)),
        limit: Type.Optional(Type.Integer({ minimum: 1, maximum: pageLimitMax, default: 50 })),
        wait: Type.Optional(
          Type.Integer({ minimum: 0, maximum: feedWaitSecondsMax, description: 'Seconds' }),
        ),
      },
      { additionalProperties: false },
    ),
    answers: {
      200: Type.Object(
        {
          data: Type.Array(AppEvent, { maxItems: pageLimitMax }),
          next: nullable({ ...Id, description: 'Where to go on; null before the first event' }),
          bookmark: nullable(Id),
        },
        { additionalProperties: false },
      ),
    },
    refusals: ['event_not_found', 'too_old'],
  }),
  endpoint({
    name: 'acknowledgeAppEvents',
    method: 'PUT',
    path: `${ofApp}/acknowledgment`,
    summary: 'Move the bookmark of the feed to an event that was read; it never moves back',
    description: 'It confirms reading only, never a merge or an order.',
    access: appAccess('manage_apps', 'events.read'),
    params: AppParams,
    body: Type.Object({ upTo: Id }, { additionalProperties: false }),
    answers: { 200: Type.Object({ bookmark: Id }, { additionalProperties: false }) },
    refusals: ['event_not_found', 'too_old'],
  }),
] as const
