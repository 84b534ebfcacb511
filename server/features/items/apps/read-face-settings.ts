/** How the wire of a game behaves: what was saved, and the defaults for all else. */
import { type FaceSettings, faceSettingsDefault } from '../../../../contracts/face-settings.ts'
import type { Queryable } from '../../../platform/db/database.ts'
import type { AppAddress } from './app.ts'
import { findFaceSettings } from './face-settings.store.ts'

export async function readFaceSettings(db: Queryable, address: AppAddress): Promise<FaceSettings> {
  return (await readWire(db, address)).settings
}

/** With the number of times that the webhook and these were saved. */
export async function readWire(
  db: Queryable,
  address: AppAddress,
): Promise<{ settings: FaceSettings; webhookRevision: number }> {
  const row = await findFaceSettings(db, address)
  return {
    settings: { ...faceSettingsDefault, ...row?.face_settings },
    webhookRevision: row?.webhook_revision ?? 0,
  }
}
