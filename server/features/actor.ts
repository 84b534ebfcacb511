/** Who acts, in which request and for which stated reason: what every change is recorded under. */
import type { AppState } from '../../contracts/apps.ts'
import type { AppPermissionName } from '../../contracts/permissions.ts'
import type { EventActor } from '../platform/events/events.ts'

/** What a face has to know of the app whose key calls, as it was when the key was looked up. */
export interface AppStanding {
  clientId: string
  state: AppState
  /** Raised by every change that alters what the wire says without a unit moving. */
  faceVersion: number
  /** Whether members are named by aliases. */
  tellsAliases: boolean
}

export interface Actor {
  kind: 'account' | 'api_key' | 'portal_link' | 'app' | 'webhook' | 'system' | 'nobody'
  /** Of the account, the key, the portal link, the app or the webhook. */
  id: string | null
  /** Shown beside what the actor did, as it was named then. */
  label: string
  accountId: string | null
  /** The community that the permissions below hold for. */
  communityId: string | null
  memberId: string | null
  permissions: bigint
  /** What a portal link reaches: this endpoint of its community and nothing else. */
  portal: { endpointId: string; canRotate: boolean } | null
  /** What a key of an app reaches: this app of its community and nothing else. */
  app: {
    appId: string
    keyId: string
    permissions: readonly AppPermissionName[]
    standing: AppStanding
  } | null
  /** Also the cause of whatever this request posts (a UUIDv7). */
  requestId: string
  /** From `X-Audit-Reason`. */
  reason: string | null
  /** Address of the caller, believed through trusted proxies only. */
  ip: string
  /** Under which name this server was called, with the port. */
  host: string | null
  /** What the browser said of itself; kept with sessions. */
  userAgent: string | null
  /** The raw cookie header, for the sign-in of people only. */
  cookies: string | null
}

/** The product itself, or whoever can run commands on its machine. */
export function systemActor(label: string, requestId: string): Actor {
  return {
    ...{ kind: 'system', id: null, label, accountId: null, communityId: null, memberId: null },
    ...{ permissions: 0n, portal: null, app: null, requestId, reason: null },
    ...{ ip: '', host: null, userAgent: null, cookies: null },
  }
}

/** The part of an actor that is written beside a change. */
export function recordedActor(actor: Pick<Actor, 'kind' | 'id' | 'label'>): EventActor {
  if (actor.kind === 'nobody') return { kind: 'system', id: null, label: 'Somebody not signed in' }
  return { kind: actor.kind, id: actor.id, label: actor.label }
}
