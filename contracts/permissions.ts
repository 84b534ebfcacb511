/**
 * The permissions a role or a key can hold. A role stores them as a bitset; the position of a name in this
 * list is its bit, so names are only ever appended.
 */
export const permissionNames = [
  'administrator',
  'manage_community',
  'view_members',
  'manage_members',
  'manage_fields',
  'manage_webhooks',
  'manage_api_keys',
  'view_ledger',
  'adjust_balances',
  'view_audit',
  'manage_apps',
  'approve_apps',
  'manage_market',
] as const

export type PermissionName = (typeof permissionNames)[number]

export const permissionLabels: Record<PermissionName, string> = {
  administrator: 'Everything',
  manage_community: 'Manage community settings',
  view_members: 'See members, balances and fields',
  manage_members: 'Add, invite, change and remove members',
  manage_fields: 'Manage user fields and their values',
  manage_webhooks: 'Manage webhooks and read Histories',
  manage_api_keys: 'Manage API keys',
  view_ledger: 'Read the ledger and Gamification Logs',
  adjust_balances: 'Adjust XP and coins by hand',
  view_audit: 'Read the audit log',
  manage_apps: 'Manage apps, their keys and their items',
  approve_apps: 'Approve, reject and suspend apps',
  manage_market: 'Manage the market: its settings, all orders, reversals',
}

/** What a key of an app may do for its own app; it reads the app and its catalog in any case. */
export const appPermissionNames = [
  'inventory.read',
  'items.issue',
  'items.take',
  'merges.answer',
  'orders.answer',
  'catalog.write',
  'reconcile',
  'events.read',
] as const

export type AppPermissionName = (typeof appPermissionNames)[number]
