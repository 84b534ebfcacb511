/** The keys of apps: by which their servers call, and with which their webhooks are sent. */
import Type, { type Static } from 'typebox'
import { AppParams } from './apps.ts'
import { endpoint, needs } from './endpoint.ts'
import { appPermissionNames } from './permissions.ts'
import { Id, listOf, nullable, oneOf, Time } from './values.ts'

export const appKeyCountMax = 2
export const appKeyOverlapSecondsMax = 7 * 24 * 3600

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

export const appKeyEndpoints = [
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
