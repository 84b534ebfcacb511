/** The catalog over HTTP. */
import { itemEndpoints } from '../../../../contracts/items.ts'
import type { Route } from '../../route.ts'
import { routesOf } from '../../routes-of.ts'
import type { LooksListeners } from '../metadata/looks-listeners.ts'
import type { MetadataWorker } from '../metadata/metadata-worker.ts'
import { createItem } from './create-item.ts'
import { getItem, listItems } from './list-items.ts'
import { moveItem } from './step-item.ts'
import { updateItem } from './update-item.ts'

export const catalogRoutes = (
  listeners: LooksListeners,
  metadata: Pick<MetadataWorker, 'noteSeen' | 'wake'>,
): Route[] =>
  routesOf(itemEndpoints)({
    listItems: async ({ ctx, actor, params, query }) => ({
      status: 200,
      body: await listItems(ctx, actor, params, query),
    }),
    createItem: async ({ ctx, actor, params, body }) => ({
      status: 201,
      body: await createItem(ctx, actor, { ...params, ...body }),
      afterCommit: metadata.wake,
    }),
    getItem: async ({ ctx, actor, params }) => {
      const body = await getItem(ctx, actor, params)
      metadata.noteSeen({ communityId: params.communityId, subjectId: params.itemId })
      return { status: 200, body }
    },
    updateItem: async ({ ctx, actor, params, body, ifMatch }) => ({
      status: 200,
      body: await updateItem(ctx, listeners, actor, params, body, ifMatch),
      afterCommit: metadata.wake,
    }),
    publishItem: async ({ ctx, actor, params }) => ({
      status: 200,
      body: await moveItem(ctx, listeners, actor, params, 'publish'),
    }),
    retireItem: async ({ ctx, actor, params }) => ({
      status: 200,
      body: await moveItem(ctx, listeners, actor, params, 'retire'),
    }),
    freezeItem: async ({ ctx, actor, params, body }) => ({
      status: 200,
      body: await moveItem(ctx, listeners, actor, params, 'freeze', body.reason),
    }),
    thawItem: async ({ ctx, actor, params }) => ({
      status: 200,
      body: await moveItem(ctx, listeners, actor, params, 'thaw'),
    }),
  })
