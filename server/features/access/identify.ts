/** Tells who sends a request: a community key, an app key, a portal link, a signed-in person, or nobody. */
import { isUtf8 } from 'node:buffer'
import type { IncomingHttpHeaders } from 'node:http'
import { refuse } from '../../platform/refusal.ts'
import type { Actor } from '../actor.ts'
import type { AppKeyPort } from './app-keys.ts'
import { digestOfKey, isKey } from './credential-key.rules.ts'
import type { Credentials } from './credentials.ts'
import type { AccessEngine } from './engine.ts'
import type { KeyUse } from './key-use.ts'
import type { PortalLinkPort } from './portal-links.ts'

export interface IncomingRequest {
  headers: IncomingHttpHeaders
  ip: string
  id: string
}

const reasonMax = 500
const userAgentMax = 500

/**
 * Whoever sends `Authorization` means it, so a key that is not valid is refused. A cookie travels by itself, so
 * one that is not valid (any more) makes nobody.
 */
export async function identify(
  engine: AccessEngine,
  keyUse: KeyUse,
  request: IncomingRequest,
): Promise<Actor> {
  const caller = nobody(request)
  const { authorization, cookie } = request.headers
  if (authorization !== undefined) {
    const key = /^Bearer +(\S+)$/i.exec(authorization)?.[1] ?? ''
    if (isKey(key, 'p')) return identifyPortalLink(engine.portalLinks, caller, key)
    if (isKey(key, 'a')) return identifyApp(engine.appKeys, caller, key)
    return identifyKey(engine.credentials, keyUse, caller, key)
  }
  if (cookie !== undefined) return identifyPerson(engine.credentials, caller, cookie)
  return caller
}

function nobody({ headers, ip, id }: IncomingRequest): Actor {
  const reason = readReason(headers['x-audit-reason'])
  return {
    kind: 'nobody',
    id: null,
    label: 'Somebody not signed in',
    accountId: null,
    communityId: null,
    memberId: null,
    permissions: 0n,
    portal: null,
    app: null,
    requestId: id,
    reason,
    ip,
    host: headers.host ?? null,
    userAgent: headers['user-agent']?.slice(0, userAgentMax) ?? null,
    cookies: headers.cookie ?? null,
  }
}

/** Node reads headers as Latin-1; people write in UTF-8, and what is not that is taken as it came. */
function readReason(header: string | string[] | undefined): string | null {
  if (typeof header !== 'string') return null
  const bytes = Buffer.from(header, 'latin1')
  const reason = (isUtf8(bytes) ? bytes.toString('utf8') : header).trim()
  return reason === '' ? null : [...reason].slice(0, reasonMax).join('')
}

async function identifyKey(
  credentials: Credentials,
  keyUse: KeyUse,
  caller: Actor,
  key: string,
): Promise<Actor> {
  if (!isKey(key, 'c')) {
    refuse('unauthenticated', 'Authorization must be "Bearer" and an API key, complete as it was shown.')
  }
  const found = await credentials.findKey(digestOfKey(key))
  if (!found || found.is_revoked) refuse('unauthenticated', 'This API key does not exist or was revoked.')
  if (found.is_expired) refuse('credential_expired')
  keyUse.note(found.community_id, found.id)
  return {
    ...caller,
    kind: 'api_key',
    id: found.id,
    label: found.name,
    communityId: found.community_id,
    permissions: BigInt(found.permissions),
    cookies: null,
  }
}

async function identifyPortalLink(portalLinks: PortalLinkPort, caller: Actor, key: string): Promise<Actor> {
  const found = await portalLinks.find(digestOfKey(key))
  if (!found) refuse('unauthenticated', 'This link does not exist or was revoked. Ask for a new one.')
  if (found.isExpired) refuse('credential_expired', 'This link has expired. Ask for a new one.')
  const { id, communityId, endpointId, canRotate } = found
  const actor: Actor = {
    ...caller,
    kind: 'portal_link',
    id,
    label: found.name,
    communityId,
    portal: { endpointId, canRotate },
    cookies: null,
  }
  portalLinks.noteUse(actor)
  return actor
}

async function identifyApp(appKeys: AppKeyPort, caller: Actor, key: string): Promise<Actor> {
  const found = await appKeys.find(digestOfKey(key))
  if (!found) refuse('unauthenticated', 'This app key does not exist, or its app was archived.')
  if (found.isEnded) refuse('credential_expired', 'This app key has ended. Use the newest one of the app.')
  const { appId, keyId, permissions, standing } = found
  const actor: Actor = {
    ...caller,
    kind: 'app',
    id: appId,
    label: found.title,
    communityId: found.communityId,
    app: { appId, keyId, permissions, standing },
    cookies: null,
  }
  appKeys.noteUse(actor)
  return actor
}

async function identifyPerson(credentials: Credentials, caller: Actor, cookies: string): Promise<Actor> {
  const found = await credentials.findSignedIn(cookies)
  if (!found) return caller
  const { account_id: id, name } = found
  return { ...caller, kind: 'account', id, label: name, accountId: id }
}
