/** The keys of apps over HTTP. */
import { appKeyEndpoints } from '../../../../contracts/app-keys.ts'
import type { Route } from '../../route.ts'
import { routesOf } from '../../routes-of.ts'
import type { AppKeySecrets } from './app-key-secrets.ts'
import { createAppKey } from './create-app-key.ts'
import { endAppKey } from './end-app-key.ts'
import { listAppKeys } from './list-app-keys.ts'

export const appKeyRoutes = (secrets: AppKeySecrets): Route[] =>
  routesOf(appKeyEndpoints)({
    listAppKeys: async ({ ctx, params }) => ({
      status: 200,
      body: { data: await listAppKeys(ctx, params) },
    }),
    createAppKey: async ({ ctx, actor, params, body }) => ({
      status: 201,
      body: await createAppKey(ctx, secrets, actor, { ...params, ...body }),
    }),
    endAppKey: async ({ ctx, actor, params }) => {
      await endAppKey(ctx, actor, params)
      return { status: 204, body: null }
    },
  })
