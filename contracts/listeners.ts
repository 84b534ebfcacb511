/**
 * Listeners: endpoints whose deliveries are fetched instead of sent, for receivers that this server cannot reach, such
 * as the one on a developer's machine. `guildhall listen` is made of these.
 */
import Type, { type Static } from 'typebox'
import { Delivery, Header, milliseconds, sentBodyMax } from './deliveries.ts'
import { endpoint, needs } from './endpoint.ts'
import { chosenStyles } from './endpoint-wire.ts'
import { EventTypePattern } from './event-types.ts'
import { EndpointWithSecret, endpointNameMax, endpointUrlMax, OutgoingEndpoint } from './outgoing.ts'
import { CommunityParams, Id, inCommunity, line, listOf, nullable, oneOf } from './values.ts'

/** Deliveries of one claim. */
export const claimCountMax = 10
export const waitSecondsMax = 20
/** A listener that nobody has asked for so long is deleted. */
export const unheardHours = 24

const requestHeaders = Type.Array(Header, { maxItems: 40 })
const EndpointParams = inCommunity('endpointId')

export const ClaimedDelivery = Type.Object(
  {
    deliveryId: Id,
    eventId: Id,
    eventType: Type.String({ maxLength: 60 }),
    number: Type.Integer({ minimum: 1, maximum: 100_000, description: 'Of the attempt' }),
    headers: requestHeaders,
    body: Type.String({ maxLength: sentBodyMax, description: 'UTF-8: the bytes that were signed' }),
  },
  { additionalProperties: false },
)
export type ClaimedDelivery = Static<typeof ClaimedDelivery>

const Failure = Type.Object(
  {
    code: Type.String({ minLength: 1, maxLength: 60, pattern: '^[a-z0-9_]+$' }),
    reason: Type.String({ minLength: 1, maxLength: 500, pattern: '^[^\\u0000]*$' }),
  },
  { additionalProperties: false },
)
const Response = Type.Object(
  {
    status: Type.Integer({ minimum: 100, maximum: 999 }),
    headers: Type.Array(Header, { maxItems: 100 }),
    body: Type.String({ maxLength: 20_000, description: 'The beginning of it' }),
    isCut: Type.Boolean(),
  },
  { additionalProperties: false },
)

export const ListenerAttempt = Type.Object(
  {
    deliveryId: Id,
    requestHeaders,
    failure: nullable(Failure),
    response: nullable(Response),
    wasWritten: Type.Boolean({ description: 'Whether a byte of the request was sent' }),
    phases: Type.Object(
      {
        dnsMs: milliseconds,
        connectMs: milliseconds,
        tlsMs: milliseconds,
        firstByteMs: milliseconds,
        totalMs: Type.Number({ minimum: 0, maximum: 600_000 }),
      },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
)
export type ListenerAttempt = Static<typeof ListenerAttempt>

export const listenerEndpoints = [
  endpoint({
    name: 'createListener',
    method: 'POST',
    path: '/api/communities/{communityId}/listeners',
    summary: 'Create an endpoint whose deliveries are fetched; answers its signing secret once',
    description: `In everything else it is an endpoint like any other. One that nobody has asked for ${unheardHours} hours is deleted.`,
    access: needs('manage_webhooks'),
    params: CommunityParams,
    body: Type.Object(
      {
        name: line(endpointNameMax),
        forwardTo: line(endpointUrlMax, 'Where whoever listens passes them on to; only shown'),
        eventTypes: Type.Array(EventTypePattern, { minItems: 1, maxItems: 50 }),
        filter: Type.Optional(OutgoingEndpoint.properties.filter),
        style: Type.Optional(oneOf(chosenStyles)),
      },
      { additionalProperties: false },
    ),
    answers: { 201: EndpointWithSecret },
    refusals: ['name_taken', 'event_type_unknown', 'event_type_not_in_style', 'endpoint_limit_reached'],
  }),
  endpoint({
    name: 'awaitDeliveries',
    method: 'GET',
    path: '/api/communities/{communityId}/endpoints/{endpointId}/claims',
    summary: 'Wait until something is due for a listener',
    access: needs('manage_webhooks'),
    params: EndpointParams,
    query: Type.Object(
      {
        waitSeconds: Type.Optional(
          Type.Integer({ minimum: 0, maximum: waitSecondsMax, description: 'Answers at once when left out' }),
        ),
      },
      { additionalProperties: false },
    ),
    answers: { 200: Type.Object({ isDue: Type.Boolean() }, { additionalProperties: false }) },
    refusals: ['endpoint_not_listening'],
  }),
  endpoint({
    name: 'claimDeliveries',
    method: 'POST',
    path: '/api/communities/{communityId}/endpoints/{endpointId}/claims',
    summary: 'Take what is due for a listener, as requests that are ready to be made',
    description:
      'A claim holds for 60 seconds. What was not reported by then counts as lost, and is due again.',
    access: needs('manage_webhooks'),
    params: EndpointParams,
    answers: {
      201: Type.Object(
        { id: Id, data: Type.Array(ClaimedDelivery, { maxItems: claimCountMax }) },
        { additionalProperties: false },
      ),
    },
    refusals: ['endpoint_not_listening'],
  }),
  endpoint({
    name: 'reportAttempts',
    method: 'POST',
    path: '/api/communities/{communityId}/endpoints/{endpointId}/claims/{claimId}/attempts',
    summary: 'Tell what came of the deliveries of a claim; answers where they stand now',
    description: 'Those that the claim does not hold any more are left out.',
    access: needs('manage_webhooks'),
    params: Type.Object({ communityId: Id, endpointId: Id, claimId: Id }, { additionalProperties: false }),
    body: Type.Object(
      { attempts: Type.Array(ListenerAttempt, { minItems: 1, maxItems: claimCountMax }) },
      { additionalProperties: false },
    ),
    answers: { 200: listOf(Delivery, claimCountMax) },
    refusals: ['endpoint_not_listening'],
  }),
] as const
