/** Apps: games of a community, with their approval and their webhook. */
import Type, { type Static } from 'typebox'
import { appReadAccess, endpoint, needs } from './endpoint.ts'
import { FaceSettings, FaceSettingsChange } from './face-settings.ts'
import { ImagePath, imageAddress } from './images.ts'
import { endpointStates } from './outgoing.ts'
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
  text,
  webAddress,
  webAddressMax,
} from './values.ts'

export const appCountMax = 100
export const appTitleMax = 80
export const appDescriptionMax = 2000
export const appReasonMax = 500

export const appStates = ['draft', 'pending', 'approved', 'rejected', 'suspended'] as const
export type AppState = (typeof appStates)[number]

export const ClientId = Type.String({
  maxLength: 12,
  pattern: '^[1-9][0-9]{5,11}$',
  description: 'The public number of the app: unique in the installation, never used again',
})

const settings = {
  title: line(appTitleMax, 'Unique in the community, compared without case'),
  imageUrl: nullable(imageAddress('Of a square picture of at least 300 by 300 pixels')),
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
    picture: nullable(ImagePath),
    imageProblem: nullable(
      Type.String({ maxLength: 300, description: 'Why the picture is not shown; null for plain members' }),
    ),
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

export const AppWebhook = Type.Object(
  {
    url: nullable(Type.String({ maxLength: webAddressMax })),
    endpointId: nullable({ ...Id, description: 'The endpoint whose deliveries these are' }),
    state: nullable(oneOf(endpointStates)),
    settings: { ...FaceSettings, description: 'How the wire of the game behaves' },
    revision: Type.Integer({
      minimum: 0,
      maximum: amountMax,
      description: 'Of the address and the settings; 0 where nothing was saved yet',
    }),
  },
  { additionalProperties: false },
)
export type AppWebhook = Static<typeof AppWebhook>

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
    refusals: ['app_in_use'],
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
    name: 'getAppWebhook',
    method: 'GET',
    path: '/api/communities/{communityId}/apps/{appId}/webhook',
    summary: 'The address to which the webhook of an app is sent, and how the wire of the game behaves',
    access: needs('manage_apps'),
    params: AppParams,
    answers: { 200: AppWebhook },
    refusals: [],
    revisioned: true,
  }),
  endpoint({
    name: 'saveAppWebhook',
    method: 'PUT',
    path: '/api/communities/{communityId}/apps/{appId}/webhook',
    summary: 'Save the address of the webhook of an app, or remove it, and how the wire of the game behaves',
    description:
      'The bodies are those of the FINGI webhooks, sent as `Authorization: Basic` with the newest key of the app. Its deliveries are those of the endpoint. What is left out stays as it is.',
    access: needs('manage_apps'),
    params: AppParams,
    body: Type.Object(
      {
        url: Type.Optional(nullable(webAddress('https, without credentials or fragment; null removes it'))),
        settings: Type.Optional(FaceSettingsChange),
      },
      { additionalProperties: false, minProperties: 1 },
    ),
    answers: {
      200: Type.Object(
        {
          ...AppWebhook.properties,
          secret: nullable(
            Type.String({
              maxLength: 120,
              description: 'Signs every request; shown when the webhook is made',
            }),
          ),
        },
        { additionalProperties: false },
      ),
    },
    refusals: ['url_not_allowed', 'name_taken', 'revision_mismatch'],
    revisioned: true,
  }),
] as const
