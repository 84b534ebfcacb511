/** Apps: games of a community, with their approval and the keys by which their servers call. */
import Type, { type Static } from 'typebox'
import { appReadAccess, endpoint, needs } from './endpoint.ts'
import { appPermissionNames } from './permissions.ts'
import {
  amountMax,
  CommunityParams,
  Id,
  inCommunity,
  line,
  listOf,
  nullable,
  oneOf,
  pageOf,
  pageQuery,
  Time,
  text,
  webAddress,
  webAddressMax,
} from './values.ts'

export const appCountMax = 100
export const appTitleMax = 80
export const appDescriptionMax = 2000
export const appReasonMax = 500
export const appKeyCountMax = 2
export const appKeyOverlapSecondsMax = 7 * 24 * 3600

export const appStates = ['draft', 'pending', 'approved', 'rejected', 'suspended'] as const
export type AppState = (typeof appStates)[number]

export const ClientId = Type.String({
  maxLength: 12,
  pattern: '^[1-9][0-9]{5,11}$',
  description: 'The public number of the app: unique in the installation, never used again',
})

const settings = {
  title: line(appTitleMax, 'Unique in the community, compared without case'),
  imageUrl: nullable(webAddress('Of a square picture of at least 300 by 300 pixels')),
  appUrl: webAddress('The page of the game'),
  description: text(appDescriptionMax, 'Plain text; may have several lines'),
  isVisible: Type.Boolean({
    description: 'Whether members find it once it is approved; its address works anyway',
  }),
}

/** What everybody may know of an app; also told by its events. */
export const appPublicParts = {
  id: Id,
  clientId: ClientId,
  title: Type.String({ maxLength: appTitleMax }),
  imageUrl: nullable(Type.String({ maxLength: webAddressMax })),
  appUrl: Type.String({ maxLength: webAddressMax }),
  description: settings.description,
  isVisible: settings.isVisible,
  state: oneOf(appStates),
}

export const App = Type.Object(
  {
    ...appPublicParts,
    stateReason: nullable(
      Type.String({ maxLength: appReasonMax, description: 'Why it was rejected or suspended' }),
    ),
    lastCalledAt: nullable({
      ...Time,
      description: 'When a key of it was last used; null for plain members',
    }),
    revision: Type.Integer({ minimum: 1, maximum: amountMax }),
    createdAt: Time,
    updatedAt: Time,
  },
  { additionalProperties: false },
)
export type App = Static<typeof App>

const AppPermissions = Type.Array(oneOf(appPermissionNames), {
  minItems: 1,
  maxItems: appPermissionNames.length,
  uniqueItems: true,
})

export const AppKey = Type.Object(
  {
    id: Id,
    masked: Type.String({ maxLength: 60 }),
    permissions: AppPermissions,
    createdAt: Time,
    endsAt: nullable(Time),
    lastUsedAt: nullable(Time),
  },
  { additionalProperties: false },
)
export type AppKey = Static<typeof AppKey>

export const AppParams = inCommunity('appId')
const Reason = Type.Object({ reason: line(appReasonMax) }, { additionalProperties: false })

export const appEndpoints = [
  endpoint({
    name: 'listApps',
    method: 'GET',
    path: '/api/communities/{communityId}/apps',
    summary: 'List apps, newest first',
    description:
      'Whoever manages or approves apps sees all of them, a key of an app that app, everybody else those that are approved and visible.',
    access: appReadAccess,
    params: CommunityParams,
    query: Type.Object(
      { ...pageQuery, state: Type.Optional(oneOf(appStates)) },
      { additionalProperties: false },
    ),
    answers: { 200: pageOf(App) },
    refusals: ['cursor_invalid'],
  }),
  endpoint({
    name: 'createApp',
    method: 'POST',
    path: '/api/communities/{communityId}/apps',
    summary: 'Create an app as a draft; its client id is drawn',
    access: needs('manage_apps'),
    params: CommunityParams,
    body: Type.Object(
      {
        title: settings.title,
        appUrl: settings.appUrl,
        imageUrl: Type.Optional(settings.imageUrl),
        description: Type.Optional(settings.description),
        isVisible: Type.Optional(settings.isVisible),
      },
      { additionalProperties: false },
    ),
    answers: { 201: App },
    refusals: ['title_taken', 'limit_reached'],
  }),
  endpoint({
    name: 'getApp',
    method: 'GET',
    path: '/api/communities/{communityId}/apps/{appId}',
    summary: 'Read one app; members read an approved one, also if it is not visible in lists',
    access: appReadAccess,
    params: AppParams,
    answers: { 200: App },
    refusals: [],
    revisioned: true,
  }),
  endpoint({
    name: 'updateApp',
    method: 'PATCH',
    path: '/api/communities/{communityId}/apps/{appId}',
    summary: 'Change what an app says of itself; its approval stays',
    access: needs('manage_apps'),
    params: AppParams,
    body: Type.Object(
      {
        title: Type.Optional(settings.title),
        appUrl: Type.Optional(settings.appUrl),
        imageUrl: Type.Optional(settings.imageUrl),
        description: Type.Optional(settings.description),
        isVisible: Type.Optional(settings.isVisible),
      },
      { additionalProperties: false, minProperties: 1 },
    ),
    answers: { 200: App },
    refusals: ['title_taken', 'revision_mismatch'],
    revisioned: true,
  }),
  endpoint({
    name: 'archiveApp',
    method: 'DELETE',
    path: '/api/communities/{communityId}/apps/{appId}',
    summary: 'Archive an app: its keys end at once and its title is free again; its history stays',
    access: needs('manage_apps'),
    params: AppParams,
    answers: { 204: null },
    refusals: [],
  }),
  endpoint({
    name: 'submitApp',
    method: 'POST',
    path: '/api/communities/{communityId}/apps/{appId}/submission',
    summary: 'Ask for the approval of a draft, or of an app that was rejected',
    access: needs('manage_apps'),
    params: AppParams,
    answers: { 200: App },
    refusals: ['wrong_state'],
  }),
  endpoint({
    name: 'withdrawApp',
    method: 'DELETE',
    path: '/api/communities/{communityId}/apps/{appId}/submission',
    summary: 'Take back the request for approval: the app is a draft again',
    access: needs('manage_apps'),
    params: AppParams,
    answers: { 200: App },
    refusals: ['wrong_state'],
  }),
  endpoint({
    name: 'approveApp',
    method: 'POST',
    path: '/api/communities/{communityId}/apps/{appId}/approval',
    summary: 'Approve an app that waits for it; whoever made it needs no request before',
    access: needs('approve_apps'),
    params: AppParams,
    answers: { 200: App },
    refusals: ['wrong_state'],
  }),
  endpoint({
    name: 'rejectApp',
    method: 'POST',
    path: '/api/communities/{communityId}/apps/{appId}/rejection',
    summary: 'Reject an app that waits for approval',
    access: needs('approve_apps'),
    params: AppParams,
    body: Reason,
    answers: { 200: App },
    refusals: ['wrong_state'],
  }),
  endpoint({
    name: 'suspendApp',
    method: 'POST',
    path: '/api/communities/{communityId}/apps/{appId}/suspension',
    summary: 'Suspend an approved app: it only reads and answers what is open',
    access: needs('approve_apps'),
    params: AppParams,
    body: Reason,
    answers: { 200: App },
    refusals: ['wrong_state'],
  }),
  endpoint({
    name: 'resumeApp',
    method: 'DELETE',
    path: '/api/communities/{communityId}/apps/{appId}/suspension',
    summary: 'End the suspension of an app',
    access: needs('approve_apps'),
    params: AppParams,
    answers: { 200: App },
    refusals: ['wrong_state'],
  }),
  endpoint({
    name: 'listAppKeys',
    method: 'GET',
    path: '/api/communities/{communityId}/apps/{appId}/keys',
    summary: 'The keys of an app that still work, newest first',
    access: needs('manage_apps'),
    params: AppParams,
    answers: { 200: listOf(AppKey, appKeyCountMax) },
    refusals: [],
  }),
  endpoint({
    name: 'createAppKey',
    method: 'POST',
    path: '/api/communities/{communityId}/apps/{appId}/keys',
    summary: 'Generate a key of an app; it is shown this once, and the keys before end',
    description:
      'The server of the game calls with it, and webhooks of the app are sent with the newest one from that moment. It belongs in no client and in no repository.',
    access: needs('manage_apps'),
    params: AppParams,
    body: Type.Object(
      {
        permissions: Type.Optional({ ...AppPermissions, description: 'All of them when left out' }),
        overlapS: Type.Optional(
          nullable(
            Type.Integer({
              minimum: 0,
              maximum: appKeyOverlapSecondsMax,
              description:
                'Seconds for which the newest key before goes on working: 0 when left out, null for no end',
            }),
          ),
        ),
      },
      { additionalProperties: false },
    ),
    answers: {
      201: Type.Object(
        { ...AppKey.properties, key: Type.String({ maxLength: 100, description: 'Shown this once' }) },
        { additionalProperties: false },
      ),
    },
    refusals: ['limit_reached'],
  }),
  endpoint({
    name: 'endAppKey',
    method: 'DELETE',
    path: '/api/communities/{communityId}/apps/{appId}/keys/{keyId}',
    summary: 'End a key of an app at once',
    access: needs('manage_apps'),
    params: Type.Object({ communityId: Id, appId: Id, keyId: Id }, { additionalProperties: false }),
    answers: { 204: null },
    refusals: [],
  }),
] as const
