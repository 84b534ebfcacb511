/** Incoming webhooks over HTTP: the owner's side. The senders' side is receive-request.ts. */
import { incomingEndpoints } from '../../../contracts/incoming.ts'
import type { Route } from '../route.ts'
import { routesOf } from '../routes-of.ts'
import { addApiKey } from './webhooks/add-api-key.ts'
import { createWebhook } from './webhooks/create-webhook.ts'
import { deleteWebhook } from './webhooks/delete-webhook.ts'
import { listMappings } from './webhooks/list-mappings.ts'
import { getWebhook, listWebhooks } from './webhooks/list-webhooks.ts'
import { pauseWebhook, resumeWebhook } from './webhooks/pause-webhook.ts'
import { removeAllApiKeys, removeApiKey } from './webhooks/remove-api-key.ts'
import { rotateToken } from './webhooks/rotate-token.ts'
import { saveMapping } from './webhooks/save-mapping.ts'
import { updateSettings } from './webhooks/update-webhook.ts'
import type { WebhookSecrets } from './webhooks/webhook-secrets.ts'

const [, ...ownersEndpoints] = incomingEndpoints

export function incomingRoutes(secrets: WebhookSecrets): Route[] {
  return routesOf(ownersEndpoints)({
    listIncomingWebhooks: async ({ ctx, params, query }) => ({
      status: 200,
      body: await listWebhooks(ctx, secrets, params.communityId, query),
    }),
    createIncomingWebhook: async ({ ctx, actor, params, body }) => ({
      status: 201,
      body: await createWebhook(ctx, secrets, actor, { ...params, ...body }),
    }),
    getIncomingWebhook: async ({ ctx, params }) => ({
      status: 200,
      body: await getWebhook(ctx, secrets, params),
    }),
    updateIncomingWebhook: async ({ ctx, actor, params, body, ifMatch }) => ({
      status: 200,
      body: await updateSettings(ctx, secrets, actor, params, body, ifMatch),
    }),
    deleteIncomingWebhook: async ({ ctx, actor, params }) => {
      await deleteWebhook(ctx, secrets, actor, params)
      return { status: 204, body: null }
    },
    pauseIncomingWebhook: async ({ ctx, actor, params }) => ({
      status: 200,
      body: await pauseWebhook(ctx, secrets, actor, params),
    }),
    resumeIncomingWebhook: async ({ ctx, actor, params }) => ({
      status: 200,
      body: await resumeWebhook(ctx, secrets, actor, params),
    }),
    rotateIncomingWebhookToken: async ({ ctx, actor, params, body }) => ({
      status: 201,
      body: await rotateToken(ctx, secrets, actor, params, body.overlapHours ?? 24),
    }),
    addIncomingWebhookKey: async ({ ctx, actor, params, body }) => ({
      status: 201,
      body: await addApiKey(ctx, secrets, actor, params, body),
    }),
    removeIncomingWebhookKey: async ({ ctx, actor, params }) => {
      await removeApiKey(ctx, secrets, actor, params, params.keyId)
      return { status: 204, body: null }
    },
    removeIncomingWebhookKeys: async ({ ctx, actor, params }) => {
      await removeAllApiKeys(ctx, secrets, actor, params)
      return { status: 204, body: null }
    },
    saveIncomingWebhookMapping: async ({ ctx, actor, params, body, ifMatch }) => ({
      status: 200,
      body: await saveMapping(ctx, secrets, actor, params, body, ifMatch),
    }),
    listIncomingWebhookMappings: async ({ ctx, params, query }) => ({
      status: 200,
      body: await listMappings(ctx, params, query),
    }),
  })
}
