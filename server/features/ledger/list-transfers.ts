/** The ledger explorer: transfers with both of their sides, newest first. */
import type { Context } from '../../context.ts'
import { type PageRequest, pageFrom, readKeyset } from '../../platform/db/keyset.ts'
import { viewTransfer } from './ledger.views.ts'
import { type LogFilter, listTransferRows } from './logs.store.ts'

export async function listTransfers(
  ctx: Pick<Context, 'db'>,
  communityId: string,
  { limit, cursor, ...filter }: PageRequest & Omit<LogFilter, 'memberId'>,
) {
  const keyset = readKeyset({ limit, cursor }, { list: 'transfers', communityId, ...filter })
  const found = await listTransferRows(ctx.db, communityId, filter, keyset)
  return pageFrom(found, keyset, (row) => row.id, viewTransfer)
}
