/** Making test players, and examples of the webhooks, over HTTP; their flows are routes of the market. */
import { testPlayerEndpoints } from '../../../../contracts/test-players.ts'
import { refuse } from '../../../platform/refusal.ts'
import type { AppWebhooks } from '../../outgoing/index.ts'
import type { Route } from '../../route.ts'
import { routesOf } from '../../routes-of.ts'
import { findApp } from '../apps/apps.store.ts'
import { createTestPlayer, getTestPlayer } from './test-player.ts'

export const testingRoutes = (webhooks: AppWebhooks): Route[] =>
  routesOf(testPlayerEndpoints)({
    getTestPlayer: async ({ ctx, params }) => ({
      status: 200,
      body: { player: await getTestPlayer(ctx, params) },
    }),
    createTestPlayer: async ({ ctx, actor, params }) => ({
      status: 200,
      body: await createTestPlayer(ctx, actor, params),
    }),
    testAppWebhook: async ({ ctx, actor, params, body }) => {
      if (!(await findApp(ctx.db, params))) return refuse('not_found', 'There is no such app.')
      const sent = await webhooks.test(ctx, actor, params, body.type)
      return { status: 202, body: sent ?? refuse('app_not_connected', 'Save the URL of the webhook first.') }
    },
  })
