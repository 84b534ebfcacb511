/**
 * Reads the members that events tell of, for endpoints whose bodies say who it is. Read when a delivery is planned and
 * kept with it, not when it is sent: that is moments after the fact, so the member is still there and as the fact found
 * them; every attempt and every replay then says the same; and sending, which is the hot path, looks nobody up.
 */
import { type EndpointStyle, isAppEvent } from '../../../../contracts/endpoint-wire.ts'
import type { Queryable } from '../../../platform/db/database.ts'
import { fieldValueKey, listFieldValues, listLivingFields } from '../../fields/index.ts'
import { aliasOf } from '../wire/alias.rules.ts'
import { type Person, tellsOfPerson } from '../wire/community-body.rules.ts'
import { listMemberFacts } from '../wire/wire.store.ts'

interface Telling {
  endpoint: { style: EndpointStyle; app_id: string | null; tells_aliases: boolean }
  event: { community_id: string; type: string; payload: unknown }
}

/** Answers who is told of to each endpoint by each event; null where nobody is. */
export async function findPeopleTold(
  db: Queryable,
  wanted: readonly Telling[],
): Promise<(endpoint: Telling['endpoint'], event: Telling['event']) => Person | null> {
  const people = await findPeople(
    db,
    wanted.flatMap(({ endpoint, event }) => {
      const memberId = toldOf(endpoint, event)
      return memberId === null ? [] : [{ communityId: event.community_id, memberId }]
    }),
  )
  return (endpoint, event) => {
    const person = people.get(toldOf(endpoint, event) ?? '')
    return person ? toldTo(endpoint, person) : null
  }
}

/** A game whose app wants it so is told who somebody is there, and nothing that leads to them elsewhere. */
function toldTo({ app_id: appId, tells_aliases: tellsAliases }: Telling['endpoint'], person: Person): Person {
  if (appId === null || !tellsAliases || person.email === null) return person
  const email = aliasOf(appId, person.id)
  return { ...person, username: '', displayName: '', email, customFields: {} }
}

function toldOf({ style }: Telling['endpoint'], { type, payload }: Telling['event']): string | null {
  const isTold = (style === 'community' && tellsOfPerson(type)) || (style === 'fingi' && isAppEvent(type))
  return isTold ? (payload as { memberId: string }).memberId : null
}

/** By their ids, also those who have left since. */
async function findPeople(
  db: Queryable,
  wanted: readonly { communityId: string; memberId: string }[],
): Promise<Map<string, Person>> {
  const byCommunity = new Map<string, Set<string>>()
  for (const { communityId, memberId } of wanted) {
    byCommunity.set(communityId, (byCommunity.get(communityId) ?? new Set()).add(memberId))
  }
  const people = new Map<string, Person>()
  for (const [communityId, memberIds] of byCommunity) {
    for (const person of await findInCommunity(db, communityId, [...memberIds])) people.set(person.id, person)
  }
  return people
}

async function findInCommunity(
  db: Queryable,
  communityId: string,
  memberIds: readonly string[],
): Promise<Person[]> {
  const members = await listMemberFacts(db, communityId, memberIds)
  const fields = await listLivingFields(db, communityId)
  const values = await listFieldValues(
    db,
    members.flatMap(({ id }) => fields.map((field) => ({ communityId, memberId: id, fieldId: field.id }))),
  )
  return members.map(
    ({ id, number, username, display_name: displayName, email, test_app_id: testAppId }) => ({
      id,
      number,
      username,
      displayName,
      email,
      customFields: Object.fromEntries(
        fields.map((field) => [
          field.key,
          values.get(fieldValueKey({ memberId: id, fieldId: field.id })) ?? null,
        ]),
      ),
      ...(testAppId === null ? {} : { isTest: true }),
    }),
  )
}
