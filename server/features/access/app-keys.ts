/** The port through which the later feature `items` tells which app a key was made for. */
import type { AppPermissionName } from '../../../contracts/permissions.ts'
import { invariant } from '../../platform/invariant.ts'
import type { Actor, AppStanding } from '../actor.ts'

export interface FoundAppKey {
  keyId: string
  appId: string
  /** Of the app. */
  title: string
  communityId: string
  permissions: readonly AppPermissionName[]
  standing: AppStanding
  isEnded: boolean
}

export interface AppKeyPort {
  /** By the SHA-256 of the key; nothing for one whose app was archived. */
  find: (digest: Buffer) => Promise<FoundAppKey | undefined>
  /** Notes, beside the request, that it was used. */
  noteUse: (actor: Actor) => void
}

export interface PluggedAppKeys extends AppKeyPort {
  plug: (port: AppKeyPort) => void
}

export function createAppKeys(): PluggedAppKeys {
  let plugged: AppKeyPort | undefined
  function port(): AppKeyPort {
    invariant(plugged, 'items are started before the first request is served')
    return plugged
  }
  return {
    plug(newPort) {
      invariant(!plugged, 'app keys are plugged in once')
      plugged = newPort
    },
    find: (digest) => port().find(digest),
    noteUse: (actor) => port().noteUse(actor),
  }
}
