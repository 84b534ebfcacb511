/** The flows of test players over HTTP: here, because those of the market are among them. */
import { testFlowEndpoints } from '../../../../contracts/test-players.ts'
import type { TestFlows } from '../../items/index.ts'
import type { AwaitedEvents } from '../../outgoing/index.ts'
import type { Route } from '../../route.ts'
import { routesOf } from '../../routes-of.ts'
import { resetTestPlayer } from './reset-test-player.ts'
import { takeTestStep } from './take-test-step.ts'

export const testingRoutes = (awaited: AwaitedEvents, flows: TestFlows): Route[] =>
  routesOf(testFlowEndpoints)({
    takeTestStep: async ({ ctx, actor, params, body }) => ({
      status: 201,
      body: await takeTestStep(ctx, flows, actor, params, body),
    }),
    resetTestPlayer: async ({ ctx, actor, params }) => ({
      status: 200,
      body: await resetTestPlayer(ctx, awaited, flows, actor, params),
    }),
  })
