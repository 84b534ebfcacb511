/** The SQL of portal links. Expired ones stay until the next is made, so that they are told from unknown ones. */
import { sql } from 'kysely'
import {
  firstRow,
  prepared,
  type Queryable,
  rows,
  run,
  type Transaction,
} from '../../../platform/db/database.ts'
import type { EndpointAddress } from '../endpoints/endpoint.ts'

export interface PortalLinkRow {
  id: string
  name: string
  can_rotate: boolean
  created_by: string
  created_at: Date
  expires_at: Date
  last_used_at: Date | null
}

const shown = sql`id, name, can_rotate, created_by, created_at, expires_at, last_used_at`

export interface NewPortalLink extends EndpointAddress {
  id: string
  digest: Buffer
  name: string
  canRotate: boolean
  createdBy: string
  hours: number
}

export async function insertPortalLink(tx: Transaction, link: NewPortalLink): Promise<PortalLinkRow> {
  const [row] = await rows(
    tx,
    sql<PortalLinkRow>`
      insert into outgoing_portal_links
        (community_id, endpoint_id, id, digest, name, can_rotate, created_by, expires_at)
      values (${link.communityId}, ${link.endpointId}, ${link.id}, ${link.digest}, ${link.name},
              ${link.canRotate}, ${link.createdBy}, guildhall_now() + make_interval(hours => ${link.hours}))
      returning ${shown}`,
  )
  return row as PortalLinkRow
}

export async function listPortalLinkRows(db: Queryable, address: EndpointAddress): Promise<PortalLinkRow[]> {
  return rows(
    db,
    sql<PortalLinkRow>`
      select ${shown} from outgoing_portal_links
      where community_id = ${address.communityId} and endpoint_id = ${address.endpointId}
        and expires_at > guildhall_now()
      order by id desc`,
  )
}

export async function deleteExpiredPortalLinks(tx: Transaction, address: EndpointAddress): Promise<void> {
  await sql`
    delete from outgoing_portal_links
    where community_id = ${address.communityId} and endpoint_id = ${address.endpointId}
      and expires_at <= guildhall_now()`.execute(tx)
}

/** Answers the name of the link, or undefined when there was none. */
export async function deletePortalLink(
  tx: Transaction,
  { communityId, endpointId }: EndpointAddress,
  id: string,
): Promise<string | undefined> {
  const row = await firstRow(
    tx,
    sql<{ name: string }>`
      delete from outgoing_portal_links
      where community_id = ${communityId} and endpoint_id = ${endpointId} and id = ${id}
      returning name`,
  )
  return row?.name
}

export interface FoundPortalLinkRow {
  id: string
  name: string
  community_id: string
  endpoint_id: string
  can_rotate: boolean
  is_expired: boolean
}

// By digest alone: a link names its community and endpoint, not the other way round.
const selectByDigest = prepared<FoundPortalLinkRow>(
  'outgoing_portal_link_by_digest',
  `select link.id, link.name, link.community_id, link.endpoint_id, link.can_rotate,
          link.expires_at <= guildhall_now() as is_expired
   from outgoing_portal_links link
   join outgoing_endpoints e on e.community_id = link.community_id and e.id = link.endpoint_id
   where link.digest = $1 and e.deleted_at is null`,
)

export async function findPortalLink(db: Queryable, digest: Buffer): Promise<FoundPortalLinkRow | undefined> {
  const [row] = await run(db, selectByDigest, [digest])
  return row
}

/** Whether this is its first use within the hour; of several nodes that ask, one is told so. */
export async function updatePortalLinkUsed(
  tx: Transaction,
  { communityId, endpointId }: EndpointAddress,
  id: string,
): Promise<boolean> {
  const row = await firstRow(
    tx,
    sql<{ id: string }>`
      update outgoing_portal_links set last_used_at = guildhall_now()
      where community_id = ${communityId} and endpoint_id = ${endpointId} and id = ${id}
        and (last_used_at is null or last_used_at <= guildhall_now() - interval '1 hour')
      returning id`,
  )
  return row !== undefined
}

export interface PortalRow {
  community_name: string
  expires_at: Date
}

export async function findPortal(
  db: Queryable,
  { communityId, endpointId }: EndpointAddress,
  id: string,
): Promise<PortalRow | undefined> {
  return firstRow(
    db,
    sql<PortalRow>`
      select community.name as community_name, link.expires_at
      from outgoing_portal_links link join communities_view community on community.id = link.community_id
      where link.community_id = ${communityId} and link.endpoint_id = ${endpointId} and link.id = ${id}`,
  )
}
