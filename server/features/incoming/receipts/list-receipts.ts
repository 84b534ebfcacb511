/** Histories: what was received, newest first, of one webhook or of all. */
import type { Context } from '../../../context.ts'
import { decisionTime } from '../../../platform/db/database.ts'
import { type PageRequest, pageFrom, readKeyset } from '../../../platform/db/keyset.ts'
import { idFloor } from '../../../platform/ids.ts'
import type { ReceiptFilter } from './receipt-pages.store.ts'
import { listReceiptRows } from './receipts.store.ts'
import { viewReceipt } from './receipts.views.ts'

export interface ReceiptQuery extends PageRequest {
  webhookId?: string | undefined
  status?: ReceiptFilter['status']
  outcome?: ReceiptFilter['outcome']
  /** RFC 3339; `from` is included, `to` is not. */
  from?: string | undefined
  to?: string | undefined
}

export async function listReceipts(
  ctx: Pick<Context, 'db' | 'config'>,
  communityId: string,
  { limit, cursor, ...query }: ReceiptQuery,
) {
  const keyset = readKeyset({ limit, cursor }, { list: 'receipts', communityId, ...query })
  const filter: ReceiptFilter = {
    webhookId: query.webhookId,
    status: query.status ?? (query.outcome && 'pending'),
    outcome: query.outcome,
    fromId: query.from && idFloor(Date.parse(query.from)),
    toId: query.to && idFloor(Date.parse(query.to)),
  }
  const now = await decisionTime(ctx.db)
  const found = await listReceiptRows(ctx.db, communityId, filter, keyset)
  return pageFrom(
    found,
    keyset,
    (row) => row.id,
    (row) => viewReceipt(row, now, ctx.config.adminContact),
  )
}
