/** Deliveries: one event for one endpoint, and each HTTP try of it. */
import Type, { type Static } from 'typebox'
import { endpoint, endpointAccess, needs } from './endpoint.ts'
import { endpointWireParts } from './endpoint-wire.ts'
import { EventTypeName } from './event-types.ts'
import { endpointNameMax } from './outgoing.ts'
import {
  amountMax,
  CommunityParams,
  Id,
  inCommunity,
  listOf,
  nullable,
  oneOf,
  pageOf,
  pageQuery,
  Time,
} from './values.ts'

export const deliveryStatuses = ['pending', 'success', 'failed', 'superseded', 'canceled'] as const
export type DeliveryStatus = (typeof deliveryStatuses)[number]

export const deliveryBodyMax = 300_000
/** Encrypted, it is longer by a third: base64. */
export const sentBodyMax = 420_000

const DeliveryParams = inCommunity('deliveryId')

export const Delivery = Type.Object(
  {
    id: Id,
    endpointId: Id,
    endpointName: Type.String({ maxLength: endpointNameMax }),
    eventId: Id,
    eventType: Type.String({ maxLength: 60 }),
    status: oneOf(deliveryStatuses),
    attemptCount: Type.Integer({ minimum: 0, maximum: amountMax }),
    nextAttemptAt: nullable(Time),
    reason: nullable(
      Type.String({ maxLength: 500, description: 'Why it ended, or what the last attempt met' }),
    ),
    createdAt: Time,
    finishedAt: nullable(Time),
  },
  { additionalProperties: false },
)
export type Delivery = Static<typeof Delivery>

const DeliveryDetails = Type.Object(
  {
    ...Delivery.properties,
    body: Type.String({
      maxLength: deliveryBodyMax,
      description: 'As it is sent, or as it is before it is encrypted; empty once it was removed',
    }),
    encryption: endpointWireParts.encryption,
    payloadRemoved: nullable(
      Type.Object(
        { by: Type.String({ maxLength: 200 }), at: Time },
        { additionalProperties: false, description: 'Who removed it for good, and when' },
      ),
    ),
    explanation: Type.String({
      maxLength: 500,
      description: 'In words: why it was delivered, or why not yet',
    }),
  },
  { additionalProperties: false },
)

export const Header = Type.Tuple([Type.String({ maxLength: 200 }), Type.String({ maxLength: 20_000 })], {
  maxItems: 2,
})
export const milliseconds = nullable(Type.Number({ minimum: 0 }))

export const Attempt = Type.Object(
  {
    id: Id,
    number: Type.Integer({ minimum: 1, maximum: amountMax }),
    startedAt: Time,
    status: nullable(Type.Integer({ minimum: 100, maximum: 999 })),
    failure: nullable(
      Type.Object(
        { code: Type.String({ maxLength: 60 }), reason: Type.String({ maxLength: 500 }) },
        { additionalProperties: false },
      ),
    ),
    wasWritten: Type.Boolean({ description: 'Whether a byte of the request left this server' }),
    remoteAddress: nullable(Type.String({ maxLength: 60 })),
    phases: Type.Object(
      {
        dnsMs: milliseconds,
        connectMs: milliseconds,
        tlsMs: milliseconds,
        firstByteMs: milliseconds,
        totalMs: Type.Number({ minimum: 0 }),
      },
      { additionalProperties: false },
    ),
    requestHeaders: Type.Array(Header, { maxItems: 40 }),
    responseHeaders: nullable(Type.Array(Header, { maxItems: 100 })),
    responseBody: nullable(
      Type.String({ maxLength: 20_000, description: 'The beginning; bytes that are no text are replaced' }),
    ),
    isCut: Type.Boolean(),
  },
  { additionalProperties: false },
)
export type Attempt = Static<typeof Attempt>

export const deliveryEndpoints = [
  endpoint({
    name: 'sendTestDelivery',
    method: 'POST',
    path: '/api/communities/{communityId}/endpoints/{endpointId}/test-deliveries',
    summary: 'Send the event `endpoint.tested` to this endpoint alone',
    access: endpointAccess,
    params: inCommunity('endpointId'),
    answers: { 202: Delivery },
    refusals: ['endpoint_not_active'],
  }),
  endpoint({
    name: 'askEndpointOwnership',
    method: 'POST',
    path: '/api/communities/{communityId}/endpoints/{endpointId}/ownership-checks',
    summary: 'Send a receiver that has not proved itself another challenge, before all that waits for it',
    access: endpointAccess,
    params: inCommunity('endpointId'),
    answers: { 202: Delivery },
    refusals: ['endpoint_not_active', 'wrong_state'],
  }),
  endpoint({
    name: 'sendExampleDelivery',
    method: 'POST',
    path: '/api/communities/{communityId}/endpoints/{endpointId}/example-deliveries',
    summary: 'Send the example of an event, as the catalog shows it, to this endpoint alone',
    description:
      'It looks like the real one, but nothing has happened: the event log holds it as an example.',
    access: endpointAccess,
    params: inCommunity('endpointId'),
    body: Type.Object({ type: EventTypeName }, { additionalProperties: false }),
    answers: { 202: Delivery },
    refusals: ['endpoint_not_active', 'event_type_unknown', 'event_type_not_in_style'],
  }),
  endpoint({
    name: 'listDeliveries',
    method: 'GET',
    path: '/api/communities/{communityId}/deliveries',
    summary: 'What was sent and what waits, newest first',
    access: endpointAccess,
    params: CommunityParams,
    query: Type.Object(
      {
        endpointId: Type.Optional(Id),
        status: Type.Optional(oneOf(deliveryStatuses)),
        eventType: Type.Optional(Type.String({ minLength: 1, maxLength: 60, pattern: '^[a-z_.]+$' })),
        ...pageQuery,
      },
      { additionalProperties: false },
    ),
    answers: { 200: pageOf(Delivery) },
    refusals: ['cursor_invalid'],
  }),
  endpoint({
    name: 'getDelivery',
    method: 'GET',
    path: '/api/communities/{communityId}/deliveries/{deliveryId}',
    summary: 'Read one delivery with the body that is sent, and why it stands where it does',
    access: endpointAccess,
    params: DeliveryParams,
    answers: { 200: DeliveryDetails },
    refusals: [],
  }),
  endpoint({
    name: 'listAttempts',
    method: 'GET',
    path: '/api/communities/{communityId}/deliveries/{deliveryId}/attempts',
    summary: 'Every HTTP try of a delivery, oldest first',
    access: endpointAccess,
    params: DeliveryParams,
    answers: { 200: listOf(Attempt, 200) },
    refusals: [],
  }),
  endpoint({
    name: 'replayDelivery',
    method: 'POST',
    path: '/api/communities/{communityId}/deliveries/{deliveryId}/replays',
    summary: 'Send a delivery that has ended once more, under the same `webhook-id`',
    access: endpointAccess,
    params: DeliveryParams,
    answers: { 202: Delivery },
    refusals: ['delivery_not_ended', 'endpoint_not_active', 'payload_removed'],
  }),
  endpoint({
    name: 'cancelDelivery',
    method: 'POST',
    path: '/api/communities/{communityId}/deliveries/{deliveryId}/cancellation',
    summary: 'Skip a delivery that waits; those behind it go on',
    access: needs('manage_webhooks'),
    params: DeliveryParams,
    answers: { 200: Delivery },
    refusals: ['delivery_not_waiting'],
  }),
  endpoint({
    name: 'removePayload',
    method: 'DELETE',
    path: '/api/communities/{communityId}/deliveries/{deliveryId}/payload',
    summary: 'Remove the body of an event and what receivers answered to it, for good',
    description:
      'Of every delivery of the same event. It cannot be undone, and the event cannot be sent again; the deliveries and their attempts stay without what was in them.',
    access: needs('manage_webhooks'),
    params: DeliveryParams,
    answers: { 204: null },
    refusals: ['delivery_not_ended'],
  }),
] as const
