/** Insight: how webhooks fare, what needs somebody's attention, and where the currencies of a community flow. */
import Type, { type Static } from 'typebox'
import { endpoint, needs } from './endpoint.ts'
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

const Count = Type.Integer({ minimum: 0, maximum: amountMax })
const Day = Type.String({ maxLength: 10, description: 'A day in UTC, e.g. 2026-11-25' })
const WebhookParams = inCommunity('webhookId')
const AlertParams = inCommunity('alertId')

export const healthHourCount = 24

export const WebhookHealth = Type.Object(
  {
    webhookId: Id,
    hours: Type.Array(
      Type.Object(
        { hour: Time, success: Count, failed: Count, refused: Count },
        { additionalProperties: false },
      ),
      { maxItems: healthHourCount, description: 'The last 24 hours, oldest first; every hour is there' },
    ),
    lastReceivedAt: nullable(Time),
    queued: Type.Integer({
      minimum: 0,
      maximum: amountMax,
      description: 'Receipts that wait for their turn',
    }),
    waiting: Type.Integer({
      minimum: 0,
      maximum: amountMax,
      description: 'Receipts that wait for a mapping, or for the webhook to be resumed',
    }),
    oldestPendingAt: nullable(Time),
    overdue: nullable(
      Type.String({
        maxLength: 500,
        description: 'Told when receipts have been queued for over an hour: what holds, and whom to contact',
      }),
    ),
    refusals: Type.Array(
      Type.Object(
        { reason: Type.String({ maxLength: 60 }), count: Count, lastAt: Time },
        { additionalProperties: false },
      ),
      { maxItems: 10, description: 'Calls that were ever turned away, by reason' },
    ),
    silenceAfterHours: nullable(
      Type.Integer({
        minimum: 1,
        maximum: 720,
        description: 'How long it may be silent before an alert opens',
      }),
    ),
  },
  { additionalProperties: false },
)
export type WebhookHealth = Static<typeof WebhookHealth>

export const webhookAlertKinds = ['pending', 'failing', 'silent', 'refused'] as const
export const endpointAlertKinds = ['endpoint_failing', 'endpoint_disabled', 'endpoint_recovered'] as const
/** Of the ledger of a community: its conservation proof. */
export const ledgerAlertKinds = ['conservation_failed'] as const
export const alertKinds = [...webhookAlertKinds, ...endpointAlertKinds, ...ledgerAlertKinds] as const
export type WebhookAlertKind = (typeof webhookAlertKinds)[number]
export type EndpointAlertKind = (typeof endpointAlertKinds)[number]
export type AlertKind = (typeof alertKinds)[number]

export const Alert = Type.Object(
  {
    id: Id,
    kind: oneOf(alertKinds),
    subject: Type.Object(
      {
        kind: oneOf(['incoming_webhook', 'endpoint', 'ledger']),
        id: Id,
        name: Type.String({ maxLength: 100 }),
      },
      {
        additionalProperties: false,
        description: 'The webhook that it is about; or the ledger, whose id is that of its community',
      },
    ),
    words: Type.String({ maxLength: 300 }),
    advice: Type.String({ maxLength: 500 }),
    openedAt: Time,
    closedAt: nullable(Time),
    mutedAt: nullable(Time),
  },
  { additionalProperties: false },
)
export type Alert = Static<typeof Alert>

const Flow = Type.Object(
  { source: Type.String({ maxLength: 200 }), amount: Count, changes: Count },
  { additionalProperties: false },
)

export const EconomyAsset = Type.Object(
  {
    asset: Type.String({ maxLength: 50 }),
    name: Type.String({ maxLength: 100 }),
    held: Type.Integer({ minimum: 0, maximum: amountMax, description: 'In circulation' }),
    holders: Type.Integer({ minimum: 0, maximum: amountMax, description: 'Members who hold some' }),
    issued: Type.Integer({ minimum: 0, maximum: amountMax, description: 'Within the range' }),
    spent: Type.Integer({ minimum: 0, maximum: amountMax, description: 'Within the range' }),
    days: Type.Array(
      Type.Object({ day: Day, issued: Count, spent: Count }, { additionalProperties: false }),
      { maxItems: 90, description: 'Every day of the range, oldest first' },
    ),
    sources: Type.Array(Flow, { maxItems: 10, description: 'Where most of it came from' }),
    sinks: Type.Array(Flow, { maxItems: 10, description: 'Where most of it went' }),
  },
  { additionalProperties: false },
)
export type EconomyAsset = Static<typeof EconomyAsset>

export const insightsEndpoints = [
  endpoint({
    name: 'listWebhookHealth',
    method: 'GET',
    path: '/api/communities/{communityId}/webhook-health',
    summary: 'How every incoming webhook fares: requests per hour, what waits, what was turned away',
    access: needs('manage_webhooks'),
    params: CommunityParams,
    answers: { 200: listOf(WebhookHealth, 500) },
    refusals: [],
  }),
  endpoint({
    name: 'getWebhookHealth',
    method: 'GET',
    path: '/api/communities/{communityId}/incoming-webhooks/{webhookId}/health',
    summary: 'How one incoming webhook fares',
    access: needs('manage_webhooks'),
    params: WebhookParams,
    answers: { 200: WebhookHealth },
    refusals: [],
  }),
  endpoint({
    name: 'watchWebhookSilence',
    method: 'PUT',
    path: '/api/communities/{communityId}/incoming-webhooks/{webhookId}/silence',
    summary: 'Open an alert when the webhook has received nothing for so long',
    access: needs('manage_webhooks'),
    params: WebhookParams,
    body: Type.Object(
      { afterHours: Type.Integer({ minimum: 1, maximum: 720 }) },
      { additionalProperties: false },
    ),
    answers: { 200: WebhookHealth },
    refusals: [],
  }),
  endpoint({
    name: 'ignoreWebhookSilence',
    method: 'DELETE',
    path: '/api/communities/{communityId}/incoming-webhooks/{webhookId}/silence',
    summary: 'Let the webhook be silent for as long as it likes',
    access: needs('manage_webhooks'),
    params: WebhookParams,
    answers: { 200: WebhookHealth },
    refusals: [],
  }),
  endpoint({
    name: 'listAlerts',
    method: 'GET',
    path: '/api/communities/{communityId}/alerts',
    summary: 'List alerts, newest first; the open ones, or those of the past as well',
    description:
      'An alert opens once, closes by itself when what it tells of has ended, and is mailed while it is open and not muted: at most once a day, and of an endpoint once for each thing it tells.',
    access: needs('manage_webhooks'),
    params: CommunityParams,
    query: Type.Object(
      { ...pageQuery, state: Type.Optional(oneOf(['open', 'all'], 'Default: open')) },
      { additionalProperties: false },
    ),
    answers: { 200: pageOf(Alert) },
    refusals: ['cursor_invalid'],
  }),
  endpoint({
    name: 'muteAlert',
    method: 'POST',
    path: '/api/communities/{communityId}/alerts/{alertId}/mute',
    summary: 'Mute an alert: it is not mailed any more, and stands aside in the console',
    access: needs('manage_webhooks'),
    params: AlertParams,
    answers: { 200: Alert },
    refusals: [],
  }),
  endpoint({
    name: 'unmuteAlert',
    method: 'DELETE',
    path: '/api/communities/{communityId}/alerts/{alertId}/mute',
    summary: 'Let a muted alert be heard again',
    access: needs('manage_webhooks'),
    params: AlertParams,
    answers: { 200: Alert },
    refusals: [],
  }),
  endpoint({
    name: 'getEconomy',
    method: 'GET',
    path: '/api/communities/{communityId}/economy',
    summary:
      'Per currency and day: what was issued and spent, the largest sources and sinks, what is in circulation',
    description: 'Read from sums that follow the event log within about a minute. Days are those of UTC.',
    access: needs('view_ledger'),
    params: CommunityParams,
    query: Type.Object(
      { days: Type.Optional(oneOf(['7', '30', '90'], 'How many days back from today; default: 30')) },
      { additionalProperties: false },
    ),
    answers: {
      200: Type.Object(
        { firstDay: Day, lastDay: Day, assets: Type.Array(EconomyAsset, { maxItems: 500 }) },
        { additionalProperties: false },
      ),
    },
    refusals: [],
  }),
] as const
