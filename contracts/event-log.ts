/** The event log of a community: events of its own are published to it, and it is read in its order. */
import Type, { type Static } from 'typebox'
import { endpoint, needs } from './endpoint.ts'
import { amountMax, CommunityParams, Id, nullable, oneOf, pageLimitMax, Time } from './values.ts'

export const customPayloadBytesMax = 256 * 1024
export const customPayloadDepthMax = 64

const anyType = Type.String({ maxLength: 60, pattern: '^[a-z][a-z0-9_]{0,28}\\.[a-z][a-z0-9_]{0,28}$' })

const LoggedEvent = Type.Object(
  {
    id: Id,
    type: Type.String({ maxLength: 60 }),
    sequence: Type.Integer({ minimum: 1, maximum: amountMax }),
    createdAt: Time,
    data: Type.Unsafe<unknown>({ description: 'The payload, as the catalog of events promises it' }),
  },
  { additionalProperties: false },
)
export type LoggedEvent = Static<typeof LoggedEvent>

const Published = Type.Object(
  { id: Id, outcome: oneOf(['published', 'duplicate']) },
  { additionalProperties: false },
)

export const eventEndpoints = [
  endpoint({
    name: 'publishEvent',
    method: 'POST',
    path: '/api/communities/{communityId}/events',
    summary: 'Publish an event of your own; an id that was published before answers 200 and changes nothing',
    access: needs('manage_webhooks'),
    params: CommunityParams,
    body: Type.Object(
      {
        type: Type.String({
          maxLength: 60,
          pattern: '^custom\\.[a-z][a-z0-9_]{0,28}$',
          description: 'e.g. `custom.match_ended` (small letters, digits, underscores); needs no declaration',
        }),
        payload: Type.Unknown({ description: 'Any JSON: at most 256 kB, 64 levels deep' }),
        eventKey: Type.Optional(
          Type.String({
            minLength: 1,
            maxLength: 100,
            pattern: '^[\\x21-\\x7e]+$',
            description: 'Your own id of it, by which it is published once',
          }),
        ),
      },
      { additionalProperties: false },
    ),
    answers: { 200: Published, 201: Published },
    refusals: ['payload_too_deep'],
  }),
  endpoint({
    name: 'listEvents',
    method: 'GET',
    path: '/api/communities/{communityId}/events',
    summary: 'Read the event log in its order, behind the event `after`: what endpoints can be sent',
    access: needs('manage_webhooks'),
    params: CommunityParams,
    query: Type.Object(
      {
        after: Type.Optional(Id),
        type: Type.Optional(anyType),
        limit: Type.Optional(Type.Integer({ minimum: 1, maximum: pageLimitMax, default: 50 })),
      },
      { additionalProperties: false },
    ),
    answers: {
      200: Type.Object(
        {
          data: Type.Array(LoggedEvent, { maxItems: pageLimitMax }),
          after: nullable(Id),
        },
        {
          additionalProperties: false,
          description: '`after` is where to go on, at once or later: the log only grows behind it',
        },
      ),
    },
    refusals: ['event_not_found'],
  }),
] as const
