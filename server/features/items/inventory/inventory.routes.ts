/** Inventories over HTTP. */
import { inventoryEndpoints } from '../../../../contracts/inventory.ts'
import { routesOf } from '../../routes-of.ts'
import { getInventory } from './get-inventory.ts'
import { listInventoryChanges } from './list-changes.ts'

export const inventoryRoutes = routesOf(inventoryEndpoints)({
  getInventory: async ({ ctx, actor, params, query }) => {
    const { inventory, etag } = await getInventory(ctx, actor, { ...params, ...query })
    return { status: 200, body: inventory, headers: { etag } }
  },
  listInventoryChanges: async ({ ctx, actor, params, query }) => ({
    status: 200,
    body: await listInventoryChanges(ctx, actor, { ...params, ...query }),
  }),
})
