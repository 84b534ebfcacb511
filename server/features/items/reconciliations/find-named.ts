/** Members as games name them: by id, or by e-mail. */
import { idPattern } from '../../../../contracts/values.ts'
import type { Queryable } from '../../../platform/db/database.ts'
import { emailKey } from '../../communities/index.ts'
import { listMemberIds, listMembersByKeys } from '../inventory/members.store.ts'

const isId = new RegExp(`^${idPattern}$`)

/** In the order of the names; null for nobody. */
export async function findNamed(
  db: Queryable,
  communityId: string,
  names: readonly string[],
): Promise<(string | null)[]> {
  const ids = names.filter((name) => isId.test(name))
  const keys = names.filter((name) => !isId.test(name)).map(emailKey)
  const byId = new Set(await listMemberIds(db, communityId, ids))
  const byKey = new Map(
    (await listMembersByKeys(db, communityId, keys)).map(({ id, email_key }) => [email_key, id]),
  )
  return names.map((name) =>
    isId.test(name) ? (byId.has(name) ? name : null) : (byKey.get(emailKey(name)) ?? null),
  )
}
