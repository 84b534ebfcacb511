/** What a face has to know of the app whose key calls. */
import type { AppState } from '../../../../contracts/apps.ts'
import type { Database } from '../../../platform/db/database.ts'
import { shareReads } from '../../../platform/db/shared-read.ts'
import { invariant } from '../../../platform/invariant.ts'
import type { AppAddress } from './app.ts'
import { type FaceAppRow, faceApps } from './apps.store.ts'

export interface FaceApp {
  clientId: string
  state: AppState
  /** Raised by every change that alters what the wire says without a unit moving. */
  faceVersion: number
  /** Whether members are named by aliases. */
  tellsAliases: boolean
}

export type GetFaceApp = (address: AppAddress) => Promise<FaceApp>

export function faceAppGetter(db: Database): GetFaceApp {
  const find = shareReads<AppAddress, FaceAppRow>(db, faceApps, (apps) => [
    apps.map(({ communityId }) => communityId),
    apps.map(({ appId }) => appId),
  ])
  return async (address) => {
    const row = await find(address)
    invariant(row, 'the app of a key that was let in is there')
    return {
      clientId: row.client_id,
      state: row.state,
      faceVersion: row.face_version,
      tellsAliases: row.tells_aliases,
    }
  }
}
