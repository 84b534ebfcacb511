/** How a game is told of members: by their e-mail, or by the alias of each in its app where its settings want that. */
import type { Queryable } from '../../../platform/db/database.ts'
import { aliasOf } from '../../outgoing/index.ts'
import type { AppAddress } from '../apps/app.ts'
import { readFaceSettings } from '../apps/read-face-settings.ts'
import { listMemberEmails } from './members.store.ts'

/** By their ids, also of those who have left since; null of somebody without an e-mail. */
export async function readToldEmails(
  db: Queryable,
  app: AppAddress,
  memberIds: readonly string[],
): Promise<ReadonlyMap<string, string | null>> {
  const rows = await listMemberEmails(db, app.communityId, memberIds)
  const tellsAliases = (await readFaceSettings(db, app)).userEmailForm === 'alias'
  return new Map(
    rows.map(({ id, email }) => [id, email === null || !tellsAliases ? email : aliasOf(app.appId, id)]),
  )
}
