/** The one decision on who may do what: an actor, what an endpoint asks for, and the addressed community. */
import type { Access } from '../../../contracts/endpoint.ts'
import { type PermissionName, permissionLabels } from '../../../contracts/permissions.ts'
import type { Actor } from '../actor.ts'
import { includesPermission } from './permissions.rules.ts'

export type Verdict =
  | { isAllowed: true }
  | { isAllowed: false; refusal: 'unauthenticated' | 'not_found' | 'forbidden'; detail: string }

type Subject = Pick<Actor, 'kind' | 'accountId' | 'communityId' | 'memberId' | 'permissions'>

const allowed: Verdict = { isAllowed: true }

/**
 * | access | account | key of a community |
 * |---|---|---|
 * | public, secret_url | yes | yes |
 * | account | yes | never |
 * | installation_owner | the owner | never |
 * | member | a member of the addressed community | its keys |
 * | permission | a member who holds it | its keys that hold it |
 *
 * Whoever does not belong to the addressed community is told that it does not exist. `actor` is as seen inside
 * that community, `installationOwnerId` the account that owns the installation.
 */
export function authorize(
  actor: Subject,
  access: Access,
  communityId: string | undefined,
  installationOwnerId: string | null = null,
): Verdict {
  if (access.kind === 'public' || access.kind === 'secret_url') return allowed
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
    case 'permission':
      if (communityId === undefined) return denied('not_found', 'No community is addressed.')
      return holds(actor, access.permission) ? allowed : denied('forbidden', neededWords(access.permission))
  }
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
