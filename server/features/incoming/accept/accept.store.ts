/** The SQL of taking requests in: look up a token, store a batch of requests, count what was turned away. */
import { sql } from 'kysely'
import type { SignatureScheme } from '../../../../contracts/senders.ts'
import { bulkRows } from '../../../platform/db/bulk-rows.ts'
import { type Database, prepared, type Queryable, rows, run } from '../../../platform/db/database.ts'
import type { PendingState } from '../webhooks/webhook.ts'

/** Senders wait; a database that does not answer within this is away, and the sender is asked to come again. */
const answerWithinMs = 5_000

export interface AddressRow {
  community_id: string
  webhook_id: string
  name: string
  revision: number
  valid_until: Date | null
  is_valid: boolean
  /** Null when the webhook has none; digests in hexadecimal, times in milliseconds since 1970. */
  keys: { id: string; digest: string; until: number | null }[] | null
  /** The one in force, and the one before it until its end; secrets are sealed and in hexadecimal. */
  signatures: { scheme: SignatureScheme; secret: string; until: number | null }[] | null
  is_encrypted: boolean
  is_paused: boolean
  dedupe_header: string | null
  has_mapping: boolean
}

const findAddressStatement = prepared<AddressRow>(
  'incoming_find_address',
  `select w.community_id, w.id as webhook_id, w.name, w.revision, t.valid_until,
          (t.valid_until is null or t.valid_until > guildhall_now()) and w.deleted_at is null as is_valid,
          (select json_agg(json_build_object('id', k.id, 'digest', encode(k.digest, 'hex'),
                    'until', floor(extract(epoch from k.valid_until) * 1000)))
           from incoming_api_keys k where k.community_id = w.community_id and k.webhook_id = w.id) as keys,
          (select json_agg(json_build_object('scheme', s.scheme, 'secret', encode(s.secret, 'hex'),
                    'until', floor(extract(epoch from s.valid_until) * 1000)) order by s.valid_until desc nulls first)
           from incoming_signatures s where s.community_id = w.community_id and s.webhook_id = w.id) as signatures,
          w.encryption_mode is not null as is_encrypted, w.paused_at is not null as is_paused,
          m.mapping -> 'dedupe' ->> 'header' as dedupe_header, m.version is not null as has_mapping
   from incoming_tokens t
   join incoming_webhooks w on w.community_id = t.community_id and w.id = t.webhook_id
   left join incoming_mappings m
     on m.community_id = w.community_id and m.webhook_id = w.id and m.version = w.mapping_version
   where t.digest = $1`,
  answerWithinMs,
)

export async function findAddress(db: Queryable, digest: Buffer): Promise<AddressRow | undefined> {
  const [row] = await run(db, findAddressStatement, [digest])
  return row
}

export interface AcceptedRequest {
  communityId: string
  id: string
  webhookId: string
  /** The revision of the webhook that the request was judged by. */
  revision: number
  webhookName: string
  body: Buffer
  /** JSON text. */
  headers: string
  contentType: string | null
  source: string
  isEncrypted: boolean
  /** How many webhooks it came through, this one included. */
  hop: number
  /** A reason to fail it that the answer has told already. */
  problem: string | null
  state: PendingState
  /** SHA-256 of the id that the sender gave in a header. */
  eventDigest: Buffer | null
}

export interface StoredRequest {
  id: string
  is_repeat: boolean
}

interface PlacedRequest {
  request: AcceptedRequest
  /** Where its body starts in the joined ones, counted from 1 as PostgreSQL does. */
  bodyStart: number
}

const inputRows = bulkRows<PlacedRequest>([
  ['community_id', 'uuid', ({ request }) => request.communityId],
  ['id', 'uuid', ({ request }) => request.id],
  ['webhook_id', 'uuid', ({ request }) => request.webhookId],
  ['revision', 'int', ({ request }) => request.revision],
  ['webhook_name', 'text', ({ request }) => request.webhookName],
  ['body_start', 'int', ({ bodyStart }) => bodyStart],
  ['body_bytes', 'int', ({ request }) => request.body.length],
  ['headers', 'text', ({ request }) => request.headers],
  ['content_type', 'text', ({ request }) => request.contentType],
  ['source', 'text', ({ request }) => request.source],
  ['is_encrypted', 'bool', ({ request }) => request.isEncrypted],
  ['hop', 'smallint', ({ request }) => request.hop],
  ['problem', 'text', ({ request }) => request.problem],
  ['state', 'text', ({ request }) => request.state],
  ['event_digest', 'bytea', ({ request }) => request.eventDigest],
])

/*
 * One statement for a batch, so that one commit makes all of them durable. A request whose webhook was changed
 * since it was judged is not stored and not answered: the caller judges it again. The dedupe key is taken
 * first; a request that finds its key taken becomes a repeat, Success without an effect. Bodies travel as one
 * value, joined, because elements of an array would have to be written as hexadecimal text.
 */
const insertStatement = prepared<StoredRequest>(
  'incoming_insert_requests',
  `with input as (
     select i.*, substring($${inputRows.parameterCount + 1}::bytea from body_start for body_bytes) as body
     from (${inputRows.select}) as i
     join incoming_webhooks w
       on w.community_id = i.community_id and w.id = i.webhook_id and w.revision = i.revision
      and w.deleted_at is null
   ), taken as (
     insert into incoming_event_ids (community_id, webhook_id, digest, receipt_id)
     select community_id, webhook_id, event_digest, id from input where event_digest is not null
     on conflict do nothing
     returning webhook_id, digest, receipt_id
   ), judged as (
     select input.*, event_digest is not null
       and not exists (select from taken where taken.receipt_id = input.id) as is_repeat
     from input
   ), receipts as (
     insert into incoming_receipts (community_id, id, webhook_id, webhook_name, body, headers, content_type,
                                    source, is_encrypted, hop, problem)
     select community_id, id, webhook_id, webhook_name, body, headers::json, content_type, source, is_encrypted,
            hop, problem from judged
   ), pending as (
     insert into incoming_pending (community_id, receipt_id, webhook_id, state, body_bytes)
     select community_id, id, webhook_id, state, body_bytes from judged where not is_repeat
   ), repeats as (
     insert into incoming_outcomes (community_id, receipt_id, webhook_id, status, outcome, run_number, duplicate_of)
     select judged.community_id, id, judged.webhook_id, 'success', 'duplicate', 1,
            coalesce(before.receipt_id, taken.receipt_id)
     from judged
     left join incoming_event_ids before
       on before.community_id = judged.community_id and before.webhook_id = judged.webhook_id
      and before.digest = judged.event_digest
     left join taken on taken.webhook_id = judged.webhook_id and taken.digest = judged.event_digest
     where is_repeat
   )
   select id, is_repeat from judged`,
  answerWithinMs,
)

export async function insertRequests(
  db: Database,
  requests: readonly AcceptedRequest[],
): Promise<StoredRequest[]> {
  return run(db, insertStatement, [
    ...inputRows.parametersFor(placed(requests)),
    Buffer.concat(requests.map((each) => each.body)),
  ])
}

function placed(requests: readonly AcceptedRequest[]): PlacedRequest[] {
  let next = 1
  return requests.map((request) => {
    const bodyStart = next
    next += request.body.length
    return { request, bodyStart }
  })
}

export interface RefusedCalls {
  communityId: string
  webhookId: string
  reason: string
  count: number
}

/** Adds to the counts by reason, and to the hour's count beside those of what was taken. */
export async function addRefusals(db: Database, refused: readonly RefusedCalls[]): Promise<void> {
  await sql`
    with fresh as (
      select * from unnest(
        ${refused.map((each) => each.communityId)}::uuid[], ${refused.map((each) => each.webhookId)}::uuid[],
        ${refused.map((each) => each.reason)}::text[], ${refused.map((each) => each.count)}::bigint[])
        as fresh (community_id, webhook_id, reason, count)
    ), counted as (
      insert into incoming_hours (community_id, webhook_id, hour, refused)
      select community_id, webhook_id, date_trunc('hour', guildhall_now(), 'UTC'), sum(count)
      from fresh group by community_id, webhook_id order by community_id, webhook_id
      on conflict (community_id, webhook_id, hour)
      do update set refused = incoming_hours.refused + excluded.refused
    )
    insert into incoming_refusals (community_id, webhook_id, reason, count, last_at)
    select community_id, webhook_id, reason, count, guildhall_now() from fresh
    order by community_id, webhook_id, reason
    on conflict (community_id, webhook_id, reason)
    do update set count = incoming_refusals.count + excluded.count, last_at = excluded.last_at`.execute(db)
}

export async function listRefusalRows(db: Queryable, communityId: string, webhookIds: readonly string[]) {
  return rows(
    db,
    sql<{ webhook_id: string; reason: string; count: number; last_at: Date }>`
      select webhook_id, reason, count, last_at from incoming_refusals
      where community_id = ${communityId} and webhook_id = any(${webhookIds}::uuid[])
      order by last_at desc`,
  )
}
