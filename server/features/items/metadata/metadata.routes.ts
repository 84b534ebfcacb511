/** What addresses say of their items, over HTTP. */
import { itemMetadataEndpoints } from '../../../../contracts/item-metadata.ts'
import type { Route } from '../../route.ts'
import { routesOf } from '../../routes-of.ts'
import { getItemMetadata } from './get-metadata.ts'
import { refreshItemMetadata } from './refresh-metadata.ts'

export const metadataRoutes = (wake: () => void): Route[] =>
  routesOf(itemMetadataEndpoints)({
    getItemMetadata: async ({ ctx, actor, params }) => ({
      status: 200,
      body: await getItemMetadata(ctx, actor, params),
    }),
    refreshItemMetadata: async ({ ctx, actor, params }) => ({
      status: 202,
      body: await refreshItemMetadata(ctx, actor, params),
      afterCommit: wake,
    }),
  })
