/** Permissions as bits: the position of a name in the contract's list is its bit, so a bit never changes meaning. */
import { type PermissionName, permissionNames } from '../../../contracts/permissions.ts'

export function permissionBits(names: readonly PermissionName[]): bigint {
  return names.reduce((bits, name) => bits | bitOf(name), 0n)
}

/** In the order of the contract's list; bits without a name are left out. */
export function permissionNamesOf(bits: bigint): PermissionName[] {
  return permissionNames.filter((name) => (bits & bitOf(name)) !== 0n)
}

/** Whether `bits` give the permission; `administrator` gives every one. */
export function includesPermission(bits: bigint, name: PermissionName): boolean {
  return (bits & (bitOf(name) | bitOf('administrator'))) !== 0n
}

function bitOf(name: PermissionName): bigint {
  return 1n << BigInt(permissionNames.indexOf(name))
}
