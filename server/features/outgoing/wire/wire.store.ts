/** The SQL of what bodies are made of: the style of their endpoint, and the members they tell of. */
import { sql } from 'kysely'
import type { BodyEncryptionMode, EndpointStyle } from '../../../../contracts/endpoint-wire.ts'
import { firstRow, type Queryable, rows } from '../../../platform/db/database.ts'
import { invariant } from '../../../platform/invariant.ts'
import type { Person } from './community-body.rules.ts'

/** As it was kept with the delivery; null where the member had gone before. */
export async function findPerson(
  db: Queryable,
  communityId: string,
  deliveryId: string,
): Promise<Person | null> {
  const found = await firstRow(
    db,
    sql<{ person: Person | null }>`
      select person from outgoing_deliveries where community_id = ${communityId} and id = ${deliveryId}`,
  )
  return found?.person ?? null
}

export interface MemberFacts {
  id: string
  /** Null of the test player of an app. */
  number: number | null
  username: string
  display_name: string
  email: string | null
  test_app_id: string | null
}

export async function listMemberFacts(
  db: Queryable,
  communityId: string,
  memberIds: readonly string[],
): Promise<MemberFacts[]> {
  return rows(
    db,
    sql<MemberFacts>`
      select id, number, username, display_name, email, test_app_id from communities_players_view
      where community_id = ${communityId} and id = any(${memberIds}::uuid[])`,
  )
}

export interface WireRow {
  id: string
  name: string
  style: EndpointStyle
  encryption_mode: BodyEncryptionMode | null
  app_client_id: string | null
}

/** How an endpoint is written to; of one that was deleted, how it was. */
export async function findWire(db: Queryable, communityId: string, endpointId: string): Promise<WireRow> {
  const found = await firstRow(
    db,
    sql<WireRow>`
      select id, name, style, encryption_mode, app_client_id from outgoing_endpoints
      where community_id = ${communityId} and id = ${endpointId}`,
  )
  invariant(found, 'a delivery has its endpoint')
  return found
}
