/** What a face has to know of the app whose key calls. */
import type { AppState } from '../../../../contracts/apps.ts'
import type { Context } from '../../../context.ts'
import { invariant } from '../../../platform/invariant.ts'
import type { AppAddress } from './app.ts'
import { findFaceApp } from './apps.store.ts'

export interface FaceApp {
  clientId: string
  state: AppState
  /** Raised by every change that alters what the wire says without a unit moving. */
  faceVersion: number
  /** Whether members are named by aliases. */
  tellsAliases: boolean
}

export async function getFaceApp(ctx: Pick<Context, 'db'>, address: AppAddress): Promise<FaceApp> {
  const row = await findFaceApp(ctx.db, address)
  invariant(row, 'the app of a key that was let in is there')
  return {
    clientId: row.client_id,
    state: row.state,
    faceVersion: row.face_version,
    tellsAliases: row.tells_aliases,
  }
}
