/** Repairs over HTTP. */
import { repairEndpoints } from '../../../../contracts/repairs.ts'
import type { Route } from '../../route.ts'
import { routesOf } from '../../routes-of.ts'
import type { MappingBook } from '../apply/mapping-book.ts'
import { countRepairs } from './count-repairs.ts'
import { getRepair, listRepairs } from './list-repairs.ts'
import { previewRepair } from './preview-repair.ts'
import { startRepair } from './start-repair.ts'
import { cancelRepair, pauseRepair, resumeRepair } from './stop-repair.ts'

export function repairRoutes(book: MappingBook, wake: () => void): Route[] {
  return routesOf(repairEndpoints)({
    getRepairCounts: async ({ ctx, params, query }) => ({
      status: 200,
      body: await countRepairs(ctx, params, query),
    }),
    getRepairPreview: async ({ ctx, params, query }) => ({
      status: 200,
      body: await previewRepair(ctx, book, params, query),
    }),
    startRepair: async ({ ctx, actor, params, body }) => ({
      status: 202,
      body: await startRepair(ctx, actor, params, body),
      afterCommit: wake,
    }),
    listRepairs: async ({ ctx, params, query }) => ({
      status: 200,
      body: await listRepairs(ctx, params, query),
    }),
    getRepair: async ({ ctx, params }) => ({ status: 200, body: await getRepair(ctx, params) }),
    pauseRepair: async ({ ctx, actor, params }) => ({
      status: 200,
      body: await pauseRepair(ctx, actor, params),
    }),
    resumeRepair: async ({ ctx, actor, params }) => ({
      status: 200,
      body: await resumeRepair(ctx, actor, params),
      afterCommit: wake,
    }),
    cancelRepair: async ({ ctx, actor, params }) => ({
      status: 200,
      body: await cancelRepair(ctx, actor, params),
    }),
  })
}
