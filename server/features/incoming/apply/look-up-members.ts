/** Finds the members of many receipts with one statement for e-mails and one for usernames. */
import type { Queryable } from '../../../platform/db/database.ts'
import { emailKey, usernameKey } from '../../communities/index.ts'
import type { MappedElement } from '../rules/map-payload.rules.ts'
import { listMemberPlaces } from './apply.store.ts'

type Kind = 'email' | 'username'

const keyOf = (kind: Kind, original: string) =>
  kind === 'email' ? emailKey(original) : usernameKey(original)

export async function lookUpMembers(
  db: Queryable,
  wanting: readonly { receipt: { community_id: string }; elements: readonly MappedElement[] }[],
): Promise<(communityId: string, kind: Kind, original: string) => string | undefined> {
  const wanted = { email: new Map<string, Wanted>(), username: new Map<string, Wanted>() }
  for (const { receipt, elements } of wanting) {
    for (const { identifier } of elements) {
      const key = keyOf(identifier.kind, identifier.original)
      wanted[identifier.kind].set(`${receipt.community_id} ${key}`, {
        communityId: receipt.community_id,
        key,
      })
    }
  }
  const found = new Map<string, string>()
  for (const kind of ['email', 'username'] as const) {
    const asked = [...wanted[kind]]
    const places = await listMemberPlaces(
      db,
      kind,
      asked.map(([, each]) => each),
    )
    for (const { place, id } of places) found.set(`${kind} ${asked[place - 1]?.[0]}`, id)
  }
  return (communityId, kind, original) => found.get(`${kind} ${communityId} ${keyOf(kind, original)}`)
}

interface Wanted {
  communityId: string
  key: string
}
