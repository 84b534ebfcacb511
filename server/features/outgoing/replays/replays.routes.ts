/** Replays over HTTP. */
import { replayEndpoints } from '../../../../contracts/replays.ts'
import type { Route } from '../../route.ts'
import { routesOf } from '../../routes-of.ts'
import { getReplay, listReplays } from './list-replays.ts'
import { previewReplay } from './preview-replay.ts'
import { startReplay } from './start-replay.ts'
import { cancelReplay, pauseReplay, resumeReplay } from './stop-replay.ts'

export function replayRoutes(wake: () => void): Route[] {
  return routesOf(replayEndpoints)({
    getReplayPreview: async ({ ctx, params, query }) => ({
      status: 200,
      body: await previewReplay(ctx, params.communityId, query),
    }),
    startReplay: async ({ ctx, actor, params, body }) => ({
      status: 202,
      body: await startReplay(ctx, actor, params.communityId, body),
      afterCommit: wake,
    }),
    listReplays: async ({ ctx, params, query }) => ({
      status: 200,
      body: await listReplays(ctx, params.communityId, query),
    }),
    getReplay: async ({ ctx, params }) => ({ status: 200, body: await getReplay(ctx, params) }),
    pauseReplay: async ({ ctx, actor, params }) => ({
      status: 200,
      body: await pauseReplay(ctx, actor, params),
    }),
    resumeReplay: async ({ ctx, actor, params }) => ({
      status: 200,
      body: await resumeReplay(ctx, actor, params),
      afterCommit: wake,
    }),
    cancelReplay: async ({ ctx, actor, params }) => ({
      status: 200,
      body: await cancelReplay(ctx, actor, params),
    }),
  })
}
