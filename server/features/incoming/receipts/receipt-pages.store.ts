/**
 * The SQL that finds a page of Histories: ids alone, newest first. Each filter has an index that leads straight to
 * its receipts, so that a page costs the same however many others lie between, before or on top of them.
 */
import { type RawBuilder, sql } from 'kysely'
import type { Keyset } from '../../../platform/db/keyset.ts'
import type { PendingState } from '../webhooks/webhook.ts'

export interface ReceiptFilter {
  webhookId?: string | undefined
  status?: 'pending' | 'success' | 'failed' | undefined
  /** Of the pending, those that wait for this. */
  outcome?: Exclude<PendingState, 'queued'> | undefined
  /** Ids between which the time of receiving lies. */
  fromId?: string | undefined
  toId?: string | undefined
}

/** A select of `receipt_id`, limited. */
export function pageOfIds(
  communityId: string,
  filter: ReceiptFilter,
  keyset: Keyset,
): RawBuilder<{ receipt_id: string }> {
  const { webhookId, status, outcome } = filter
  const page = pagerOf(communityId, filter, keyset)
  const ofWebhook = webhookId ? sql`and webhook_id = ${webhookId}` : sql``
  if (status === 'failed') return page(sql`incoming_outcomes`, sql`status = 'failed' ${ofWebhook}`)
  if (status === 'success') {
    return webhookId
      ? page(sql`incoming_outcomes`, sql`status = 'success' ${ofWebhook}`)
      : successOfAll(communityId, page, keyset)
  }
  if (status === 'pending') {
    // Two parts of one list: those that wait have an index by webhook and by what they wait for, the queue is short.
    const waiting = outcome ? sql`and state = ${outcome}` : sql``
    const parts = [page(sql`incoming_pending`, sql`state <> 'queued' ${waiting} ${ofWebhook}`)]
    if (!outcome) parts.push(page(sql`incoming_pending`, sql`state = 'queued' ${ofWebhook}`))
    return newestOf(
      sql.join(
        parts.map((part) => sql`(${part})`),
        sql` union all `,
      ),
      keyset,
    )
  }
  return page(
    sql`(select community_id, id as receipt_id, webhook_id from incoming_receipts) r`,
    sql`true ${ofWebhook}`,
  )
}

type Pager = (from: RawBuilder<unknown>, fits: RawBuilder<unknown>) => RawBuilder<{ receipt_id: string }>

/** A page of one table, under the bounds that all filters share. */
function pagerOf(communityId: string, { fromId, toId }: ReceiptFilter, keyset: Keyset): Pager {
  return (from, fits) => sql`
    select receipt_id from ${from}
    where community_id = ${communityId} and ${fits}
      ${fromId ? sql`and receipt_id >= ${fromId}` : sql``}
      ${toId ? sql`and receipt_id < ${toId}` : sql``}
      ${keyset.after ? sql`and receipt_id < ${keyset.after}` : sql``}
    order by receipt_id desc limit ${keyset.take}`
}

/** Of every webhook its newest, and of these the newest: a second index without the webhook would slow down every receipt. */
function successOfAll(communityId: string, page: Pager, keyset: Keyset): RawBuilder<{ receipt_id: string }> {
  const ofWebhook = page(sql`incoming_outcomes`, sql`status = 'success' and webhook_id = webhook.id`)
  return newestOf(
    sql`
      select newest.receipt_id from incoming_webhooks webhook cross join lateral (${ofWebhook}) newest
      where webhook.community_id = ${communityId}`,
    keyset,
  )
}

const newestOf = (receipts: RawBuilder<unknown>, keyset: Keyset): RawBuilder<{ receipt_id: string }> => sql`
  select receipt_id from (${receipts}) as found order by receipt_id desc limit ${keyset.take}`
