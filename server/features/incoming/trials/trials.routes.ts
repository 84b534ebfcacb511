/** Trials over HTTP. */
import { trialEndpoints } from '../../../../contracts/trials.ts'
import type { Route } from '../../route.ts'
import { routesOf } from '../../routes-of.ts'
import type { Reception } from '../accept/receive-request.ts'
import type { WebhookSecrets } from '../webhooks/webhook-secrets.ts'
import { sendTest } from './send-test.ts'
import { tryDecryption } from './try-decryption.ts'

export function trialRoutes(secrets: WebhookSecrets, reception: Reception): Route[] {
  return routesOf(trialEndpoints)({
    sendIncomingWebhookTest: async ({ ctx, actor, params, body }) => ({
      status: 200,
      body: await sendTest(ctx, secrets, reception, actor, params, body),
    }),
    tryDecryption: async ({ ctx, params, body }) => ({
      status: 200,
      body: await tryDecryption(ctx, secrets, params, body.body),
    }),
  })
}
