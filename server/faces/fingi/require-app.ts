/** That a call is about the app of its key, and that the key may do it. */
import type { AppPermissionName } from '../../../contracts/permissions.ts'
import type { ItemsOffer } from '../../features/items/index.ts'
import type { FaceContext } from './face-context.ts'
import { FaceError } from './face-error.ts'
import type { GameActor } from './identify-caller.ts'

type FaceApp = Awaited<ReturnType<ItemsOffer['getFaceApp']>>

export async function requireApp(
  { ctx, items }: Pick<FaceContext, 'ctx' | 'items'>,
  { communityId, app: own }: GameActor,
  clientId: string,
  needed: AppPermissionName,
): Promise<FaceApp> {
  const app = await items.getFaceApp(ctx, { communityId, appId: own.appId })
  if (app.clientId !== clientId) throw new FaceError('wrong_client', 'The key belongs to another app.')
  if (!own.permissions.includes(needed)) {
    throw new FaceError('forbidden', `The key lacks the permission ${needed}.`)
  }
  return app
}

export function refuseSuspended({ state }: Pick<FaceApp, 'state'>): void {
  if (state === 'suspended') throw new FaceError('app_suspended', 'The app is suspended: it only reads.')
}
