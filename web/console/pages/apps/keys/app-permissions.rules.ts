/** What a key of an app may do, in words. */
import type { AppPermissionName } from '../../../../../contracts/permissions.ts'

export const appPermissionLabels: Readonly<Record<AppPermissionName, string>> = {
  'inventory.read': 'Read what members hold',
  'items.issue': 'Give items',
  'items.take': 'Take items',
  'merges.answer': 'Answer merges',
  'orders.answer': 'Answer orders',
  'catalog.write': 'Change the catalog',
  reconcile: 'Compare counts',
  'events.read': 'Read events',
}

export const appPermissionNames = Object.keys(appPermissionLabels) as AppPermissionName[]

export function permissionWords(permissions: readonly AppPermissionName[]): string {
  if (permissions.length === appPermissionNames.length) return 'May do everything for this app'
  const words = permissions.map((name) => appPermissionLabels[name].toLowerCase())
  return `May ${words.join(', ')}`
}
