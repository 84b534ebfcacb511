/** Checks inside actions, for what the contract of an endpoint cannot say: refuses, or returns quietly. */
import type { PermissionName } from '../../../contracts/permissions.ts'
import { refuse } from '../../platform/refusal.ts'
import type { Actor } from '../actor.ts'
import { holds, neededWords } from './authorize.rules.ts'
import { permissionNamesOf } from './permissions.rules.ts'

export function requirePermission(actor: Actor, permission: PermissionName): void {
  if (!holds(actor, permission)) refuse('forbidden', neededWords(permission))
}

/** Members may always see what is their own. */
export function requirePermissionOrSelf(actor: Actor, permission: PermissionName, memberId: string): void {
  if (actor.memberId !== null && actor.memberId === memberId) return
  requirePermission(actor, permission)
}

/** Nobody grants what they do not hold; the system, acting for the installation's operator, grants anything. */
export function requireGrantable(actor: Actor, permissions: bigint): void {
  if (actor.kind === 'system') return
  const lacking = permissionNamesOf(permissions).filter((name) => !holds(actor, name))
  if (lacking.length > 0) refuse('permission_not_held', `You do not hold: ${lacking.join(', ')}.`)
}
