/** The SQL of how the wire of a game behaves. */
import { sql } from 'kysely'
import type { FaceSettingsChange } from '../../../../contracts/face-settings.ts'
import { firstRow, type Queryable, type Transaction } from '../../../platform/db/database.ts'
import type { AppAddress } from './app.ts'

export interface FaceSettingsRow {
  face_settings: FaceSettingsChange
  webhook_revision: number
}

export async function findFaceSettings(
  db: Queryable,
  { communityId, appId }: AppAddress,
): Promise<FaceSettingsRow | undefined> {
  return firstRow(
    db,
    sql<FaceSettingsRow>`
      select face_settings, webhook_revision from items_apps
      where community_id = ${communityId} and id = ${appId}`,
  )
}

export interface FaceSettingsUpdate {
  settings: FaceSettingsChange
  /** By how much the revision of the webhook goes up. */
  raise: number
  /** Whether what the game is answered changes without a unit moving. */
  altersBodies: boolean
}

export async function updateFaceSettings(
  tx: Transaction,
  { communityId, appId }: AppAddress,
  { settings, raise, altersBodies }: FaceSettingsUpdate,
): Promise<void> {
  await sql`
    update items_apps
    set face_settings = ${JSON.stringify(settings)}, webhook_revision = webhook_revision + ${raise},
        face_version = face_version + ${altersBodies ? 1 : 0}
    where community_id = ${communityId} and id = ${appId}`.execute(tx)
}
