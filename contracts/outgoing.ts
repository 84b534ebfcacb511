/** Endpoints: where events are sent to, how, and how that fares. */
import Type, { type Static } from 'typebox'
import { Condition, conditionCountMax } from './conditions.ts'
import { endpoint, endpointAccess, needs, rotationAccess } from './endpoint.ts'
import { chosenStyles, endpointWireParts, endpointWireSettings } from './endpoint-wire.ts'
import { EventTypePattern } from './event-types.ts'
import { AsksOwnership, ownershipParts } from './ownership.ts'
import { amountMax, CommunityParams, Id, inCommunity, line, listOf, nullable, oneOf, Time } from './values.ts'

export const endpointCountMax = 200
export const endpointNameMax = 80
export const endpointUrlMax = 2048
/** An endpoint whose every attempt fails for so long is disabled. */
export const failingHoursMax = 120
/** Custom headers of one endpoint (webhooks.md 1). */
export const customHeaderCountMax = 20
export const customHeaderBytesMax = 4096
export const retryStepCountMax = 20
export const retryWaitSecondsMax = 7 * 24 * 3600
export const inFlightMax = 50
export const inFlightDefault = 5
export const ratePerSecondMax = 1000
/** Secrets that still sign after a rotation. */
export const retiredSecretCountMax = 10
export const secretOverlapHours = 24

/** `listening`: its deliveries are fetched (listeners.ts). */
export const endpointStates = ['active', 'listening', 'paused', 'disabled'] as const
/** The receiver answered 410, asked by its header, or failed for five days. */
export const disabledReasons = ['gone', 'asked', 'failing'] as const
export type DisabledReason = (typeof disabledReasons)[number]
export const breakerStates = ['closed', 'open', 'half_open'] as const

const EndpointParams = inCommunity('endpointId')

const CustomHeader = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 100, pattern: "^[A-Za-z0-9!#$%&'*+.^_`|~-]+$" }),
    value: Type.String({
      maxLength: customHeaderBytesMax,
      pattern: '^[\\x20-\\x7e]*$',
      description: 'Kept encrypted and never shown again',
    }),
  },
  { additionalProperties: false },
)

const settings = {
  name: line(endpointNameMax),
  url: Type.String({
    minLength: 1,
    maxLength: endpointUrlMax,
    description: 'https, without credentials or fragment',
  }),
  eventTypes: Type.Array(EventTypePattern, {
    minItems: 1,
    maxItems: 50,
    description: 'Exact types, all of a noun (`member.*`), or all (`*`)',
  }),
  filter: Type.Array(Condition, {
    maxItems: conditionCountMax,
    description: 'All must hold of `data`, or the event is not sent; paths start there (`$.asset`)',
  }),
  headers: Type.Array(CustomHeader, { maxItems: customHeaderCountMax }),
  schedule: nullable(
    Type.Array(Type.Integer({ minimum: 1, maximum: retryWaitSecondsMax }), {
      maxItems: retryStepCountMax,
      description: 'Seconds to wait after each failed attempt; null for the default schedule',
    }),
  ),
  ratePerSecond: nullable(Type.Integer({ minimum: 1, maximum: ratePerSecondMax })),
  inFlightMax: Type.Integer({ minimum: 1, maximum: inFlightMax }),
  isOrdered: Type.Boolean({
    description: 'One delivery at a time for each subject, in the order of the events',
  }),
  asksOwnership: AsksOwnership,
  ...endpointWireSettings,
}

export const EndpointSecret = Type.Object(
  {
    id: Id,
    kind: oneOf(['v1', 'v1a']),
    publicKey: nullable(Type.String({ maxLength: 100 })),
    createdAt: Time,
    validUntil: nullable(Time),
  },
  { additionalProperties: false },
)
export type EndpointSecret = Static<typeof EndpointSecret>

const Hour = Type.Object(
  {
    hour: Time,
    success: Type.Integer({ minimum: 0, maximum: amountMax }),
    failed: Type.Integer({ minimum: 0, maximum: amountMax }),
  },
  { additionalProperties: false },
)

const EndpointHealth = Type.Object(
  {
    backlog: Type.Integer({ minimum: 0, maximum: amountMax, description: 'Deliveries that wait' }),
    breaker: oneOf(breakerStates),
    breakerUntil: nullable(Time),
    nextAttemptAt: nullable(Time),
    lastSuccessAt: nullable(Time),
    failingSince: nullable(Time),
    hours: Type.Array(Hour, { maxItems: 24, description: 'Attempts of the last 24 hours, oldest first' }),
  },
  { additionalProperties: false },
)

const endpointParts = {
  id: Id,
  name: Type.String({ maxLength: endpointNameMax }),
  url: Type.String({ maxLength: endpointUrlMax }),
  ...endpointWireParts,
  eventTypes: settings.eventTypes,
  filter: settings.filter,
  headers: Type.Array(Type.Object({ name: CustomHeader.properties.name }, { additionalProperties: false }), {
    maxItems: customHeaderCountMax,
  }),
  schedule: settings.schedule,
  ratePerSecond: settings.ratePerSecond,
  inFlightMax: settings.inFlightMax,
  isOrdered: settings.isOrdered,
  ...ownershipParts,
  state: oneOf(endpointStates),
  disabledReason: nullable(oneOf(disabledReasons)),
  disabledAt: nullable(Time),
  secrets: Type.Array(EndpointSecret, { maxItems: retiredSecretCountMax + 1 }),
  health: EndpointHealth,
  revision: Type.Integer({ minimum: 1, maximum: amountMax }),
  createdAt: Time,
  updatedAt: Time,
}

export const OutgoingEndpoint = Type.Object(endpointParts, { additionalProperties: false })
export type OutgoingEndpoint = Static<typeof OutgoingEndpoint>

const secretOnce = Type.String({ maxLength: 120, description: 'Shown this once' })
export const EndpointWithSecret = Type.Object(
  { ...endpointParts, secret: secretOnce },
  { additionalProperties: false },
)

export const outgoingEndpoints = [
  endpoint({
    name: 'createEndpoint',
    method: 'POST',
    path: '/api/communities/{communityId}/endpoints',
    summary: 'Create an endpoint that events are sent to; answers its signing secret once',
    access: needs('manage_webhooks'),
    params: CommunityParams,
    body: Type.Object(
      {
        name: settings.name,
        url: settings.url,
        eventTypes: settings.eventTypes,
        style: Type.Optional(oneOf(chosenStyles)),
        filter: Type.Optional(settings.filter),
        headers: Type.Optional(settings.headers),
        schedule: Type.Optional(settings.schedule),
        ratePerSecond: Type.Optional(settings.ratePerSecond),
        inFlightMax: Type.Optional(settings.inFlightMax),
        isOrdered: Type.Optional(settings.isOrdered),
        asksOwnership: Type.Optional(settings.asksOwnership),
        apiKey: Type.Optional(settings.apiKey),
        encryption: Type.Optional(settings.encryption),
      },
      { additionalProperties: false },
    ),
    answers: { 201: EndpointWithSecret },
    refusals: [
      'name_taken',
      'url_not_allowed',
      'header_not_allowed',
      'event_type_unknown',
      'event_type_not_in_style',
      'encryption_not_usable',
      'endpoint_limit_reached',
    ],
  }),
  endpoint({
    name: 'listEndpoints',
    method: 'GET',
    path: '/api/communities/{communityId}/endpoints',
    summary: 'All endpoints with their health',
    access: needs('manage_webhooks'),
    params: CommunityParams,
    answers: { 200: listOf(OutgoingEndpoint, endpointCountMax) },
    refusals: [],
  }),
  endpoint({
    name: 'getEndpoint',
    method: 'GET',
    path: '/api/communities/{communityId}/endpoints/{endpointId}',
    summary: 'Read one endpoint with its health',
    access: endpointAccess,
    params: EndpointParams,
    answers: { 200: OutgoingEndpoint },
    refusals: [],
    revisioned: true,
  }),
  endpoint({
    name: 'updateEndpoint',
    method: 'PATCH',
    path: '/api/communities/{communityId}/endpoints/{endpointId}',
    summary: 'Change an endpoint; what waits is sent as it is then',
    access: needs('manage_webhooks'),
    params: EndpointParams,
    body: Type.Object(
      {
        name: Type.Optional(settings.name),
        url: Type.Optional(settings.url),
        eventTypes: Type.Optional(settings.eventTypes),
        filter: Type.Optional(settings.filter),
        headers: Type.Optional(settings.headers),
        schedule: Type.Optional(settings.schedule),
        ratePerSecond: Type.Optional(settings.ratePerSecond),
        inFlightMax: Type.Optional(settings.inFlightMax),
        isOrdered: Type.Optional(settings.isOrdered),
        asksOwnership: Type.Optional(settings.asksOwnership),
        apiKey: Type.Optional(settings.apiKey),
        encryption: Type.Optional(settings.encryption),
      },
      { additionalProperties: false, minProperties: 1 },
    ),
    answers: { 200: OutgoingEndpoint },
    refusals: [
      'name_taken',
      'url_not_allowed',
      'header_not_allowed',
      'event_type_unknown',
      'event_type_not_in_style',
      'encryption_not_usable',
      'revision_mismatch',
    ],
    revisioned: true,
  }),
  endpoint({
    name: 'deleteEndpoint',
    method: 'DELETE',
    path: '/api/communities/{communityId}/endpoints/{endpointId}',
    summary: 'Delete an endpoint; what waits for it is canceled, what was sent stays in the history',
    access: needs('manage_webhooks'),
    params: EndpointParams,
    answers: { 204: null },
    refusals: [],
  }),
  endpoint({
    name: 'activateEndpoint',
    method: 'POST',
    path: '/api/communities/{communityId}/endpoints/{endpointId}/activation',
    summary: 'Send again: after a pause, or after the endpoint was disabled',
    access: needs('manage_webhooks'),
    params: EndpointParams,
    answers: { 200: OutgoingEndpoint },
    refusals: [],
  }),
  endpoint({
    name: 'pauseEndpoint',
    method: 'DELETE',
    path: '/api/communities/{communityId}/endpoints/{endpointId}/activation',
    summary: 'Send nothing for now; events go on being kept for it',
    access: needs('manage_webhooks'),
    params: EndpointParams,
    answers: { 200: OutgoingEndpoint },
    refusals: [],
  }),
  endpoint({
    name: 'rotateEndpointSecret',
    method: 'POST',
    path: '/api/communities/{communityId}/endpoints/{endpointId}/secrets',
    summary: 'Draw a new signing secret; the ones before go on signing for the overlap',
    access: rotationAccess,
    params: EndpointParams,
    body: Type.Object(
      {
        kind: Type.Optional(oneOf(['v1', 'v1a'])),
        secret: Type.Optional(
          Type.String({
            maxLength: 120,
            pattern: '^whsec_[A-Za-z0-9+/=]+$',
            description: 'One of your own, 24 to 64 bytes in base64; drawn when left out',
          }),
        ),
        overlapHours: Type.Optional(
          Type.Integer({ minimum: 0, maximum: 168, description: `${secretOverlapHours} when left out` }),
        ),
      },
      { additionalProperties: false },
    ),
    answers: {
      201: Type.Object({ ...EndpointSecret.properties, secret: secretOnce }, { additionalProperties: false }),
    },
    refusals: ['secret_not_usable'],
  }),
] as const
