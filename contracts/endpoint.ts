/**
 * What an endpoint of the native API is, as data: where it lies, who may call it, what it takes, what it
 * answers and how it may refuse. Routes, OpenAPI, the web's client and the tests are all made from it.
 */
import type { TSchema } from 'typebox'
import type { AppPermissionName, PermissionName } from './permissions.ts'
import type { RefusalCode } from './refusals.ts'

/**
 * Who may call an endpoint.
 *
 * - `public`: anybody, with or without a credential
 * - `account`: a person who is signed in
 * - `installation_owner`: the account that owns the installation
 * - `member`: any active member of the addressed community, or one of its keys
 * - `permission`: a member whose roles, or a community key whose list, hold the permission
 * - `endpoint`: as `permission`, and a portal link for the one endpoint it was made for; with `needsRotation` only one
 *   that may rotate secrets
 * - `portal_link`: a portal link, about itself
 * - `app`: as `permission`, or as `member` without one, and a key of the addressed app that holds `appPermission`, if
 *   one is named
 * - `secret_url`: whoever knows the address (incoming webhooks)
 */
export type Access =
  | { kind: 'public' }
  | { kind: 'account' }
  | { kind: 'installation_owner' }
  | { kind: 'member' }
  | { kind: 'permission'; permission: PermissionName }
  | { kind: 'endpoint'; permission: PermissionName; needsRotation: boolean }
  | { kind: 'portal_link' }
  | { kind: 'app'; permission: PermissionName | null; appPermission: AppPermissionName | null }
  | { kind: 'secret_url' }

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export interface Endpoint {
  /** Verb and noun in camel case, unique: the operationId of OpenAPI and the name in the web's client. */
  name: string
  method: Method
  /** With parameters in braces, e.g. `/api/communities/{communityId}/members`. */
  path: string
  summary: string
  /** One or two sentences for the reference page where the summary does not say enough. */
  description?: string
  access: Access
  params?: TSchema
  query?: TSchema
  body?: TSchema
  /** A repeat does the same by itself: it takes no Idempotency-Key, whose transaction would be open meanwhile. */
  isRepeatable?: true
  /** Where a body may be larger than usual. */
  bodyBytesMax?: number
  /** One schema for each status of success; `null` means no body. */
  answers: Record<number, TSchema | null>
  /** Refusals beyond those every endpoint may give (`commonRefusals` in refusals.ts). */
  refusals: readonly RefusalCode[]
  /** Settings with a revision: the answer carries `ETag`, and `If-Match` is honoured on writes. */
  revisioned?: true
}

export const publicAccess: Access = { kind: 'public' }
export const accountAccess: Access = { kind: 'account' }
export const installationOwnerAccess: Access = { kind: 'installation_owner' }
export const memberAccess: Access = { kind: 'member' }
export const secretUrlAccess: Access = { kind: 'secret_url' }
export const portalLinkAccess: Access = { kind: 'portal_link' }
/** For staff, and for the receiver's own people with a portal link of that endpoint. */
export const endpointAccess: Access = {
  kind: 'endpoint',
  permission: 'manage_webhooks',
  needsRotation: false,
}
export const rotationAccess: Access = { kind: 'endpoint', permission: 'manage_webhooks', needsRotation: true }
/** For whoever may see the community's apps, and for the app itself. */
export const appReadAccess: Access = { kind: 'app', permission: null, appPermission: null }
export const appAccess = (permission: PermissionName, appPermission: AppPermissionName): Access => ({
  kind: 'app',
  permission,
  appPermission,
})
export const needs = (permission: PermissionName): Access => ({ kind: 'permission', permission })

/** Keeps the literal types of a definition, so that the client and the routes can be typed from it. */
export function endpoint<const Definition extends Endpoint>(definition: Definition): Definition {
  return definition
}
