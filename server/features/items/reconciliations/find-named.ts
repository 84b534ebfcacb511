/**
 * Members as games name them: by id, by e-mail, or by the alias that is theirs in the app; of test players that of the app.
 */
import { idPattern } from '../../../../contracts/values.ts'
import type { Queryable } from '../../../platform/db/database.ts'
import { emailKey } from '../../communities/index.ts'
import { memberOfAlias } from '../../outgoing/index.ts'
import type { AppAddress } from '../apps/app.ts'
import { listPlayers, listPlayersByKeys, type MemberRow } from '../inventory/members.store.ts'

const isId = new RegExp(`^${idPattern}$`)

/** In the order of the names; null for nobody. */
export async function findNamed(
  db: Queryable,
  { communityId, appId }: AppAddress,
  names: readonly string[],
): Promise<(string | null)[]> {
  const named = names.map((name) => ({
    id: isId.test(name) ? name : memberOfAlias(appId, name),
    key: emailKey(name),
    isId: isId.test(name),
  }))
  const ids = named.flatMap(({ id }) => id ?? [])
  const keys = named.flatMap(({ id, key }) => (id === undefined ? [key] : []))
  const byId = new Map((await listPlayers(db, communityId, ids)).map((row) => [row.id, row]))
  const byKey = new Map((await listPlayersByKeys(db, communityId, keys)).map((row) => [row.email_key, row]))
  // Who has no e-mail is known by no address.
  const isAddressed = ({ email, test_app_id: testAppId }: MemberRow) =>
    email !== null && (testAppId === null || testAppId === appId)
  return named.map(({ id, key, ...name }) => {
    const row = id === undefined ? byKey.get(key) : byId.get(id)
    return row && (name.isId || isAddressed(row)) ? row.id : null
  })
}
