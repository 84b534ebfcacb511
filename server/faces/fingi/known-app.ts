/** What every call asks first: whether the key is one of the app that is named, and may do this. */
import type { AppPermissionName } from '../../../contracts/permissions.ts'
import type { AppStanding } from '../../features/actor.ts'
import type { FaceContext } from './face-context.ts'
import { FaceError } from './face-error.ts'
import type { GameActor } from './identify-caller.ts'

export function knownApp({ app: own }: GameActor, clientId: string, needed: AppPermissionName): AppStanding {
  const { standing, permissions } = own
  if (standing.clientId !== clientId) throw new FaceError('wrong_client', 'The key belongs to another app.')
  if (!permissions.includes(needed)) {
    throw new FaceError('forbidden', `The key lacks the permission ${needed}.`)
  }
  return standing
}

/** What a read says of an e-mail that belongs to nobody: nothing, unless the app wants to be told. */
export async function refuseUnknown(
  { ctx, items }: Pick<FaceContext, 'ctx' | 'items'>,
  { communityId, app }: GameActor,
): Promise<void> {
  const { unknownUser } = await items.readFaceSettings(ctx.db, { communityId, appId: app.appId })
  if (unknownUser === 'not_found') throw new FaceError('unknown_user', 'Nobody here has this e-mail.')
}

export function refuseSuspended({ state }: Pick<AppStanding, 'state'>): void {
  if (state === 'suspended') throw new FaceError('app_suspended', 'The app is suspended: it only reads.')
}
