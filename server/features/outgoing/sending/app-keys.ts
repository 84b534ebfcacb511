/** The port through which the later feature `items` tells the key that the webhook of an app is sent with. */
import { invariant } from '../../../platform/invariant.ts'
import type { FindAppKey } from '../wire/build-request.ts'

export interface AppKeys {
  plug: (find: FindAppKey) => void
  /** The newest living one; undefined where the app has none. */
  find: FindAppKey
}

export function createAppKeys(): AppKeys {
  let plugged: FindAppKey | undefined
  return {
    plug(find) {
      invariant(!plugged, 'the keys of apps are plugged in once')
      plugged = find
    },
    async find(db, app) {
      invariant(plugged, 'items are started before a webhook of an app is sent')
      return plugged(db, app)
    },
  }
}
