/** The SQL of what is fetched. */
import { sql } from 'kysely'
import { firstRow, type Queryable, rows, type Transaction } from '../../../platform/db/database.ts'
import type { FetchRow, SubjectAddress } from './fetch.ts'
import type { Metadata } from './metadata.rules.ts'

const columns = sql`fetched.community_id, fetched.subject_id, fetched.kind, fetched.metadata, fetched.etag,
  fetched.last_modified, fetched.outcome, fetched.fetched_at, fetched.stale_at, fetched.failing_since,
  fetched.failure_reason, fetched.failure_count, fetched.asked_at, fetched.image_source, fetched.image_digest,
  fetched.image_raw_digest, fetched.image_etag, fetched.image_last_modified, fetched.image_fetched_at,
  fetched.image_problem, fetched.due_at`

/** To be fetched at once, whether it was known before or not. */
export async function wantFetch(
  tx: Transaction,
  { communityId, subjectId }: SubjectAddress,
  { kind, host }: { kind: 'item' | 'app'; host: string },
): Promise<void> {
  await sql`
    insert into items_fetches (community_id, subject_id, kind, host, due_at)
    values (${communityId}, ${subjectId}, ${kind}, ${host}, guildhall_now())
    on conflict (community_id, subject_id) do update
      set host = excluded.host, due_at = excluded.due_at, image_problem = null`.execute(tx)
}

/** What an app has no picture of any more. */
export async function deleteFetch(
  tx: Transaction,
  { communityId, subjectId }: SubjectAddress,
): Promise<void> {
  await sql`
    delete from items_fetches where community_id = ${communityId} and subject_id = ${subjectId}`.execute(tx)
}

export async function findFetch(
  db: Queryable,
  { communityId, subjectId }: SubjectAddress,
): Promise<FetchRow | undefined> {
  return firstRow(
    db,
    sql<FetchRow>`
      select ${columns} from items_fetches fetched
      where fetched.community_id = ${communityId} and fetched.subject_id = ${subjectId}`,
  )
}

export async function lockFetch(
  tx: Transaction,
  { communityId, subjectId }: SubjectAddress,
): Promise<FetchRow | undefined> {
  return firstRow(
    tx,
    sql<FetchRow>`
      select ${columns} from items_fetches fetched
      where fetched.community_id = ${communityId} and fetched.subject_id = ${subjectId} for update`,
  )
}

/** Undefined when somebody asked a moment ago. */
export async function askForFetch(
  tx: Transaction,
  { communityId, subjectId }: SubjectAddress,
  pauseS: number,
): Promise<FetchRow | undefined> {
  return firstRow(
    tx,
    sql<FetchRow>`
      update items_fetches fetched set asked_at = guildhall_now(), due_at = guildhall_now()
      where community_id = ${communityId} and subject_id = ${subjectId}
        and coalesce(asked_at <= guildhall_now() - make_interval(secs => ${pauseS}), true)
      returning ${columns}`,
  )
}

/** Somebody looked at it: if it is stale it is fetched. Answers whether it is now to be. */
export async function wantIfStale(
  db: Queryable,
  { communityId, subjectId }: SubjectAddress,
): Promise<boolean> {
  const row = await firstRow(
    db,
    sql`
      update items_fetches set due_at = guildhall_now()
      where community_id = ${communityId} and subject_id = ${subjectId}
        and due_at is null and stale_at <= guildhall_now() returning subject_id`,
  )
  return row !== undefined
}

export interface ClaimedFetch extends FetchRow {
  host: string
  /** Of an item. */
  item_uri: string | null
  /** Where the catalog says that its picture is. */
  own_image: string | null
  /** Until then it is ours. */
  due_at: Date
}

/**
 * Takes some that are due, at most two of a host and none of those that are being asked: one host that answers slowly
 * keeps the others from nothing. Whoever ends without a word gives them back when the lease is over.
 */
export async function claimFetches(
  db: Queryable,
  { count, busyHosts, leaseS }: { count: number; busyHosts: readonly string[]; leaseS: number },
): Promise<ClaimedFetch[]> {
  return rows(
    db,
    sql<ClaimedFetch>`
      with waiting as (
        select community_id, subject_id, due_at,
               row_number() over (partition by host order by due_at) as place
        from items_fetches
        where due_at <= guildhall_now() and host <> all(${busyHosts}::text[])
      ), taken as (
        select fetched.community_id, fetched.subject_id from items_fetches fetched
        join waiting using (community_id, subject_id)
        where waiting.place <= 2 and fetched.due_at <= guildhall_now()
        order by fetched.due_at limit ${count} for update of fetched skip locked
      ), claimed as (
        update items_fetches fetched set due_at = date_trunc('milliseconds', guildhall_now()) + make_interval(secs => ${leaseS})
        from taken where fetched.community_id = taken.community_id and fetched.subject_id = taken.subject_id
        returning ${columns}, fetched.host
      )
      select claimed.*, item.item_uri,
             case when claimed.kind = 'item' then item.settings ->> 'imageUrl' else app.image_url end as own_image
      from claimed
      left join items_definitions item on item.community_id = claimed.community_id and item.id = claimed.subject_id
      left join items_apps app on app.community_id = claimed.community_id and app.id = claimed.subject_id`,
  )
}

export interface FetchEnd {
  metadata: Metadata | null
  etag: string | null
  lastModified: string | null
  outcome: 'fresh' | 'not_json' | 'failing'
  /** How long it counts, or how long it waits after a failure. */
  staleAfterMs: number
  reason: string | null
  failureCount: number
  fetchedAt: Date | null
  image: {
    source: string | null
    digest: Buffer | null
    rawDigest: Buffer | null
    etag: string | null
    lastModified: string | null
    fetchedAt: Date | null
    problem: string | null
  }
}

/** Whoever wanted it anew while it was being fetched gets it once more. */
export async function endFetch(
  tx: Transaction,
  { communityId, subjectId }: SubjectAddress,
  claimedUntil: Date,
  { image, ...end }: FetchEnd,
): Promise<void> {
  await sql`
    update items_fetches
    set metadata = ${end.metadata === null ? null : JSON.stringify(end.metadata)}, etag = ${end.etag},
        last_modified = ${end.lastModified}, outcome = ${end.outcome}, fetched_at = ${end.fetchedAt},
        stale_at = guildhall_now() + make_interval(secs => ${end.staleAfterMs / 1000}),
        failing_since = case when ${end.outcome} = 'failing' then coalesce(failing_since, guildhall_now()) end,
        failure_reason = ${end.reason}, failure_count = ${end.failureCount},
        image_source = ${image.source}, image_digest = ${image.digest}, image_raw_digest = ${image.rawDigest},
        image_etag = ${image.etag}, image_last_modified = ${image.lastModified},
        image_fetched_at = ${image.fetchedAt}, image_problem = ${image.problem},
        due_at = case when due_at = ${claimedUntil} then null else due_at end
    where community_id = ${communityId} and subject_id = ${subjectId}`.execute(tx)
}

/** Gives back what was claimed and not asked, because the server stops. */
export async function releaseFetch(
  db: Queryable,
  { communityId, subjectId }: SubjectAddress,
  claimedUntil: Date,
): Promise<void> {
  await sql`
    update items_fetches set due_at = guildhall_now()
    where community_id = ${communityId} and subject_id = ${subjectId} and due_at = ${claimedUntil}`.execute(
    db,
  )
}

/** Whether any is to be fetched now. */
export async function hasDueFetch(db: Queryable): Promise<boolean> {
  const row = await firstRow(db, sql`select 1 from items_fetches where due_at <= guildhall_now() limit 1`)
  return row !== undefined
}
