/** The catalog of events: what can be subscribed to, with schema and example. */
import Type, { type Static } from 'typebox'
import { endpoint, publicAccess } from './endpoint.ts'
import { listOf, nullable } from './values.ts'

export const EventTypePattern = Type.String({
  maxLength: 60,
  pattern: '^(\\*|[a-z][a-z0-9_]{0,28}\\.(\\*|[a-z][a-z0-9_]{0,28}))$',
})

/** One type, in full. */
export const EventTypeName = Type.String({
  maxLength: 60,
  pattern: '^[a-z][a-z0-9_]{0,28}\\.[a-z][a-z0-9_]{0,28}$',
})

export const EventTypeView = Type.Object(
  {
    name: Type.String({ maxLength: 60 }),
    summary: Type.String({ maxLength: 200 }),
    version: Type.Integer({ minimum: 1, maximum: 1000 }),
    isSubscribable: Type.Boolean({ description: 'Whether endpoints can choose it' }),
    schema: Type.Unsafe<unknown>({ type: 'object', description: 'JSON Schema 2020-12 of `data`' }),
    communityStyleName: nullable(
      Type.String({ maxLength: 60, description: 'Its name in style `community`, if it is sent in that' }),
    ),
    example: Type.Unsafe<unknown>({ type: 'object', description: 'A body as it is sent' }),
  },
  { additionalProperties: false },
)
export type EventTypeView = Static<typeof EventTypeView>

export const eventTypeEndpoints = [
  endpoint({
    name: 'listEventTypes',
    method: 'GET',
    path: '/api/event-types',
    summary: 'Every type of event there is, and which of them endpoints can choose',
    access: publicAccess,
    answers: { 200: listOf(EventTypeView, 200) },
    refusals: [],
  }),
] as const
