/**
 * Who may call what, written down by hand as a table and not asked of the server's own rules: what the matrix of
 * permissions is held against.
 */
import type { Access, Endpoint } from '../../contracts/endpoint.ts'
import { type EndpointName, endpoints } from '../../contracts/index.ts'
import type { AppPermissionName, PermissionName } from '../../contracts/permissions.ts'

export type Expected = 'yes' | 'unauthenticated' | 'credential_expired' | 'forbidden' | 'not_found'

export const kinds = [
  'nobody',
  'a garbage key',
  'a revoked key',
  'an expired key',
  'a key with all permissions',
  'a key with just the permission',
  'a key without the permission',
  'a key of another community',
  'the owner',
  'a member with just the permission',
  'a member without permissions',
  'a member of another community',
  'a person without a community',
  'the portal link of the endpoint',
  'its portal link without rotation',
  'a portal link of another endpoint',
  'the key of the app',
  'its key without the permission',
  'a key of another app',
] as const
export type Kind = (typeof kinds)[number]

/** One row per kind of access; the columns are in the order of `kinds`. */
const [y, u, e, f, n] = ['yes', 'unauthenticated', 'credential_expired', 'forbidden', 'not_found'] as const
const table: Record<Access['kind'], readonly Expected[]> = {
  secret_url: [y, y, y, y, y, y, y, y, y, y, y, y, y, y, y, y, y, y, y],
  public: [y, u, u, e, y, y, y, y, y, y, y, y, y, y, y, y, y, y, y],
  account: [u, u, u, e, f, f, f, f, y, y, y, y, y, n, n, n, n, n, n],
  installation_owner: [u, u, u, e, f, f, f, f, y, f, f, f, f, n, n, n, n, n, n],
  member: [u, u, u, e, y, y, y, n, y, y, y, n, n, n, n, n, n, n, n],
  permission: [u, u, u, e, y, y, f, n, y, y, f, n, n, n, n, n, n, n, n],
  endpoint: [u, u, u, e, y, y, f, n, y, y, f, n, n, y, y, n, n, n, n],
  portal_link: [u, u, u, e, f, f, f, f, f, f, f, f, f, y, y, y, n, n, n],
  app: [u, u, u, e, y, y, f, n, y, y, f, n, n, n, n, n, y, f, n],
}

/** Endpoints of members whose answer is about somebody: one's own always, others' with the permission. */
const ownOr: Partial<Record<EndpointName, PermissionName>> = {
  listBalances: 'view_members',
  listMemberFields: 'view_members',
  getInventory: 'view_members',
  listInventoryChanges: 'view_members',
  getMerge: 'approve_apps',
  listPeriods: 'view_members',
  getMintOrder: 'manage_market',
}
/** Where the action and not the contract asks for a permission of the app's key. */
const askedInside: Partial<Record<EndpointName, AppPermissionName>> = { postUnits: 'items.issue' }
/** Without a member asked for, members get what is theirs; keys, which are nobody, need the permission. */
const ownWhenUnasked: Partial<Record<EndpointName, PermissionName>> = {
  listOrders: 'manage_market',
  listFills: 'manage_market',
  listGamificationLogs: 'view_ledger',
  listFieldHistories: 'view_members',
  listMerges: 'approve_apps',
}

/** Answers beyond success that say that the caller was let through. */
export const letThrough: Partial<Record<EndpointName, string | readonly string[]>> = {
  createOwner: 'already_set_up',
  verifyEmail: 'token_invalid',
  resetPassword: 'token_invalid',
  getInvitation: 'token_invalid',
  acceptInvitation: 'token_invalid',
  // One that was asked for just now.
  checkConservation: 'check_running',
  // By a member who holds nothing of it.
  activateItem: 'insufficient_balance',
  // By the owner.
  leaveCommunity: 'owner_must_stay',
  pauseRepair: 'repair_ended',
  resumeRepair: 'repair_ended',
  cancelRepair: 'repair_ended',
  cancelDelivery: 'delivery_not_waiting',
  // Members who hold nothing, and keys, which are nobody.
  createListing: ['insufficient_balance', 'members_only'],
  requestMintOrder: 'members_only',
  // Of the owner, who asked for it.
  updateMintOrder: 'not_found',
  cancelMintOrder: 'not_found',
  purchaseListing: ['insufficient_balance', 'members_only'],
  // Of somebody else: by its seller only, or by staff.
  updateListing: 'forbidden',
  cancelListing: 'forbidden',
  // The readers of the log have not all passed its event yet.
  removePayload: 'delivery_not_ended',
  // By somebody who holds nothing of it, or whose it is not.
  requestMerge: 'insufficient_balance',
  cancelMerge: 'not_found',
  offerGift: 'insufficient_balance',
  getGift: 'not_found',
  acceptGift: 'not_found',
  rejectGift: 'not_found',
  cancelGift: 'not_found',
}

export const all = endpoints as readonly (Endpoint & { name: EndpointName })[]
export const permissionOf = (endpoint: Endpoint & { name: EndpointName }): PermissionName =>
  ('permission' in endpoint.access ? endpoint.access.permission : null) ??
  ownOr[endpoint.name] ??
  ownWhenUnasked[endpoint.name] ??
  'view_audit'

export function expectedOf(endpoint: Endpoint & { name: EndpointName }, kind: Kind): Expected {
  const { name, access, path } = endpoint
  const expected = table[access.kind][kinds.indexOf(kind)] as Expected
  if (access.kind === 'endpoint' && access.needsRotation && /without rotation/.test(kind)) return 'forbidden'
  // A list without an endpoint is, for a link, the list of its own.
  if (name === 'listDeliveries' && kind === 'a portal link of another endpoint') return 'yes'
  if (access.kind === 'app') {
    // Whatever members may do, every key of the community may, and every key of the app.
    const asksKeys = name in ownWhenUnasked && kind === 'a key without the permission'
    const isOpen = access.permission === null && !(name in ownOr) && !asksKeys
    if (isOpen && /^a .*without (the )?permission/.test(kind)) return 'yes'
    if (appPermissionOf(endpoint) === null && kind === 'its key without the permission') return 'yes'
    // What does not name the app is, for its key, about its own.
    const isNamed =
      /\{(app|item|listing|merge|mintOrder|period)Id\}/.test(path) || name === 'listInventoryChanges'
    if (kind === 'a key of another app' && !isNamed) return 'yes'
  }
  const isCommunity = path.includes('{communityId}')
  const isForeign = /another community|without a community/.test(kind)
  // Whoever does not belong to the addressed community is told that it does not exist, whatever they ask for.
  if (isCommunity && isForeign && access.kind !== 'public') return 'not_found'
  const isWithout = kind === 'a key without the permission' || kind === 'a member without permissions'
  if (name in ownOr && isWithout) return 'forbidden'
  if (name in ownWhenUnasked && kind === 'a key without the permission') return 'forbidden'
  return expected
}

/** What a key of an app has to hold; null for nothing. */
export const appPermissionOf = ({ name, access }: Endpoint & { name: EndpointName }) =>
  (access.kind === 'app' ? access.appPermission : null) ?? askedInside[name] ?? null
