/** Items: the games of a community, what of them members hold, and how it moves. */
import { access } from '../access/index.ts'
import type { Feature } from '../feature.ts'
import { createAppKeySecrets, sealedAppKeys } from './apps/app-key-secrets.ts'
import { startAppKeyUse } from './apps/app-key-use.ts'
import { appRoutes } from './apps/apps.routes.ts'
import { catalogRoutes } from './catalog/catalog.routes.ts'
import { inventoryRoutes } from './inventory/inventory.routes.ts'
import { postingRoutes } from './postings/postings.routes.ts'

export const items: Feature = {
  name: 'items',
  sealed: [sealedAppKeys],
  async start(ctx, started) {
    const keySecrets = createAppKeySecrets(ctx.config)
    const keyUse = startAppKeyUse(ctx)
    started.of(access).useAppKeys(keyUse)
    return {
      routes: [...appRoutes(keySecrets), ...catalogRoutes, ...postingRoutes, ...inventoryRoutes],
      offer: undefined,
      stop: keyUse.settled,
    }
  },
}
