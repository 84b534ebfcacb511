/** The one decision on who may do what: an actor, what an endpoint asks for, and the addressed community. */
import type { Access } from '../../../contracts/endpoint.ts'
import { type PermissionName, permissionLabels } from '../../../contracts/permissions.ts'
import type { Actor } from '../actor.ts'
import { includesPermission } from './permissions.rules.ts'

export type Verdict =
  | { isAllowed: true }
  | { isAllowed: false; refusal: 'unauthenticated' | 'not_found' | 'forbidden'; detail: string }

type Subject = Pick<
  Actor,
  'kind' | 'accountId' | 'communityId' | 'memberId' | 'permissions' | 'portal' | 'app'
>

/** What the path of a request addresses. */
export interface Target {
  communityId?: string | undefined
  endpointId?: string | undefined
  appId?: string | undefined
}

const allowed: Verdict = { isAllowed: true }

/**
 * | access | account | key of a community | portal link | key of an app |
 * |---|---|---|---|---|
 * | public, secret_url | yes | yes | yes | yes |
 * | account | yes | never | never | never |
 * | installation_owner | the owner | never | never | never |
 * | member | a member of the addressed community | its keys | never | never |
 * | permission | a member who holds it | its keys that hold it | never | never |
 * | endpoint | a member who holds it | its keys that hold it | for its own endpoint | never |
 * | app | as member or permission | as member or permission | never | for its own app, as it holds |
 * | portal_link | never | never | yes | never |
 *
 * Whoever does not belong to the addressed community is told that it does not exist; to a portal link nothing exists
 * but its endpoint, to an app nothing but itself. A delivery or an item does not say in its path whose it is: the
 * actions below compare. `actor` is as seen
 * inside the addressed community, `installationOwnerId` the account that owns the installation.
 */
export function authorize(
  actor: Subject,
  access: Access,
  { communityId, endpointId, appId }: Target,
  installationOwnerId: string | null = null,
): Verdict {
  if (access.kind === 'public' || access.kind === 'secret_url') return allowed
  if (actor.kind === 'portal_link') return authorizePortalLink(actor, access, { communityId, endpointId })
  if (actor.kind === 'app') return authorizeApp(actor, access, { communityId, appId })
  if (actor.kind !== 'account' && actor.kind !== 'api_key') {
    return denied('unauthenticated', 'Sign in, or send an API key.')
  }
  if (communityId !== undefined && actor.communityId !== communityId) {
    return denied('not_found', 'There is no such community, or you do not belong to it.')
  }
  switch (access.kind) {
    case 'account':
      return actor.kind === 'account' ? allowed : denied('forbidden', 'Only a signed-in person may do this.')
    case 'installation_owner':
      return actor.kind === 'account' &&
        installationOwnerId !== null &&
        actor.accountId === installationOwnerId
        ? allowed
        : denied('forbidden', 'Only the owner of this installation may do this.')
    case 'member':
      return communityId === undefined ? denied('not_found', 'No community is addressed.') : allowed
    case 'portal_link':
      return denied('forbidden', 'This tells of a portal link, to whoever holds it.')
    case 'app':
      if (communityId === undefined) return denied('not_found', 'No community is addressed.')
      if (access.permission === null) return allowed
      return holds(actor, access.permission) ? allowed : denied('forbidden', neededWords(access.permission))
    case 'endpoint':
    case 'permission':
      if (communityId === undefined) return denied('not_found', 'No community is addressed.')
      return holds(actor, access.permission) ? allowed : denied('forbidden', neededWords(access.permission))
  }
}

/** Nothing is asked of permissions here: a portal link has none. */
function authorizePortalLink({ communityId, portal }: Subject, access: Access, target: Target): Verdict {
  if (access.kind === 'portal_link') return allowed
  const isInside =
    access.kind === 'endpoint' &&
    communityId !== null &&
    target.communityId === communityId &&
    portal !== null &&
    (target.endpointId === undefined || target.endpointId === portal.endpointId)
  if (!isInside) return denied('not_found', 'A portal link shows one outgoing webhook and nothing else.')
  if (access.needsRotation && !portal.canRotate) {
    return denied('forbidden', 'This link shows the secrets’ public parts only, and rotates none.')
  }
  return allowed
}

/** Nothing is asked of the permissions of members here: a key of an app has a list of its own. */
function authorizeApp({ communityId, app }: Subject, access: Access, target: Target): Verdict {
  const isInside =
    access.kind === 'app' &&
    communityId !== null &&
    target.communityId === communityId &&
    app !== null &&
    (target.appId === undefined || target.appId === app.appId)
  if (!isInside) return denied('not_found', 'A key of an app reaches that app and nothing else.')
  if (access.appPermission === null || app.permissions.includes(access.appPermission)) return allowed
  return denied('forbidden', `This needs a key of the app with the permission "${access.appPermission}".`)
}

export function holds(actor: Pick<Actor, 'permissions'>, permission: PermissionName): boolean {
  return includesPermission(actor.permissions, permission)
}

/** What to say to somebody who lacks a permission; names it as the console does. */
export function neededWords(permission: PermissionName): string {
  return `This needs the permission "${permissionLabels[permission]}". The community's owner can grant it.`
}

function denied(refusal: 'unauthenticated' | 'not_found' | 'forbidden', detail: string): Verdict {
  return { isAllowed: false, refusal, detail }
}
