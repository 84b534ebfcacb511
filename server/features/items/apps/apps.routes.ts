/** Apps and their webhooks over HTTP. */
import { appEndpoints } from '../../../../contracts/apps.ts'
import type { Route } from '../../route.ts'
import { routesOf } from '../../routes-of.ts'
import { getAppWebhook, saveAppWebhook, type WebhookParts } from './app-webhook.ts'
import { archiveApp } from './archive-app.ts'
import { createApp } from './create-app.ts'
import { getApp, listApps } from './list-apps.ts'
import { moveApp } from './step-app.ts'
import { updateAppInfo } from './update-app.ts'

/** `wakeFetches`: another picture may have been named. */
export const appRoutes = ({
  webhooks,
  connected,
  wakeFetches,
}: WebhookParts & { wakeFetches: () => void }): Route[] =>
  routesOf(appEndpoints)({
    listApps: async ({ ctx, actor, params, query }) => ({
      status: 200,
      body: await listApps(ctx, actor, { ...params, ...query }),
    }),
    createApp: async ({ ctx, actor, params, body }) => ({
      status: 201,
      body: await createApp(ctx, actor, { ...params, ...body }),
      afterCommit: wakeFetches,
    }),
    getApp: async ({ ctx, actor, params }) => ({ status: 200, body: await getApp(ctx, actor, params) }),
    updateApp: async ({ ctx, actor, params, body, ifMatch }) => ({
      status: 200,
      body: await updateAppInfo(ctx, actor, params, body, ifMatch),
      afterCommit: wakeFetches,
    }),
    archiveApp: async ({ ctx, actor, params }) => {
      await archiveApp(ctx, actor, params)
      await webhooks.remove(ctx, actor, params)
      return { status: 204, body: null }
    },
    submitApp: async ({ ctx, actor, params }) => ({
      status: 200,
      body: await moveApp(ctx, actor, params, 'submit'),
    }),
    withdrawApp: async ({ ctx, actor, params }) => ({
      status: 200,
      body: await moveApp(ctx, actor, params, 'withdraw'),
    }),
    approveApp: async ({ ctx, actor, params }) => ({
      status: 200,
      body: await moveApp(ctx, actor, params, 'approve'),
    }),
    rejectApp: async ({ ctx, actor, params, body }) => ({
      status: 200,
      body: await moveApp(ctx, actor, params, 'reject', body.reason),
    }),
    suspendApp: async ({ ctx, actor, params, body }) => ({
      status: 200,
      body: await moveApp(ctx, actor, params, 'suspend', body.reason),
    }),
    resumeApp: async ({ ctx, actor, params }) => ({
      status: 200,
      body: await moveApp(ctx, actor, params, 'resume'),
    }),
    getAppWebhook: async ({ ctx, params }) => ({
      status: 200,
      body: await getAppWebhook(ctx, webhooks, params),
    }),
    saveAppWebhook: async ({ ctx, actor, params, body, ifMatch }) => ({
      status: 200,
      body: await saveAppWebhook(ctx, { webhooks, connected }, actor, params, body, ifMatch),
    }),
  })
