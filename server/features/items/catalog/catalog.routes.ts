/** The catalog over HTTP. */
import { itemEndpoints } from '../../../../contracts/items.ts'
import { routesOf } from '../../routes-of.ts'
import { createItem } from './create-item.ts'
import { getItem, listItems } from './list-items.ts'
import { moveItem } from './step-item.ts'
import { updateItem } from './update-item.ts'

export const catalogRoutes = routesOf(itemEndpoints)({
  listItems: async ({ ctx, actor, params, query }) => ({
    status: 200,
    body: await listItems(ctx, actor, params, query),
  }),
  createItem: async ({ ctx, actor, params, body }) => ({
    status: 201,
    body: await createItem(ctx, actor, { ...params, ...body }),
  }),
  getItem: async ({ ctx, actor, params }) => ({ status: 200, body: await getItem(ctx, actor, params) }),
  updateItem: async ({ ctx, actor, params, body, ifMatch }) => ({
    status: 200,
    body: await updateItem(ctx, actor, params, body, ifMatch),
  }),
  publishItem: async ({ ctx, actor, params }) => ({
    status: 200,
    body: await moveItem(ctx, actor, params, 'publish'),
  }),
  retireItem: async ({ ctx, actor, params }) => ({
    status: 200,
    body: await moveItem(ctx, actor, params, 'retire'),
  }),
  freezeItem: async ({ ctx, actor, params, body }) => ({
    status: 200,
    body: await moveItem(ctx, actor, params, 'freeze', body.reason),
  }),
  thawItem: async ({ ctx, actor, params }) => ({
    status: 200,
    body: await moveItem(ctx, actor, params, 'thaw'),
  }),
})
