/** One receipt with everything there is to tell: request, payload, runs, effects. */
import type { ReceiptDetails } from '../../../contracts/incoming.ts'
import type { Context } from '../../context.ts'
import { decisionTime } from '../../platform/db/database.ts'
import { refuse } from '../../platform/refusal.ts'
import { findMapping } from './apply.store.ts'
import type { MappingBook } from './mapping-book.ts'
import { readReceipt } from './read-receipt.rules.ts'
import {
  findReceiptRow,
  findReceived,
  listCurrencyEffects,
  listFieldEffects,
  listRunRows,
  type ReceiptRow,
} from './receipts.store.ts'
import { viewCurrencyEffect, viewFieldEffect, viewReceipt } from './receipts.views.ts'
import { viewPayload } from './rules/view-payload.rules.ts'

export async function getReceipt(
  ctx: Pick<Context, 'db' | 'config'>,
  book: MappingBook,
  communityId: string,
  receiptId: string,
): Promise<ReceiptDetails> {
  const row = await findReceiptRow(ctx.db, communityId, receiptId)
  const received = await findReceived(ctx.db, communityId, receiptId)
  if (!row || !received) return refuse('not_found', 'There is no such receipt.')
  const entries = await book.read(ctx.db, [{ communityId, webhookId: row.webhook_id }])
  const reading = readReceipt(received, entries.get(row.webhook_id)?.encryption ?? null)
  const earlier = await listRunRows(ctx.db, communityId, receiptId)
  return {
    ...viewReceipt(row, await decisionTime(ctx.db), ctx.config.adminContact),
    headers: received.headers,
    contentType: received.content_type,
    isEncrypted: received.is_encrypted,
    body: received.body.toString('utf8'),
    payload: reading.ok ? viewPayload(reading.payload) : null,
    warnings: reading.ok ? reading.warnings : [],
    mappingVersion: row.mapping_version,
    duplicateOf: row.duplicate_of,
    runs: [...earlier, ...lastRun(row)].map(({ finished_at, mapping_version, ...run }) => ({
      ...run,
      mappingVersion: mapping_version,
      finishedAt: finished_at.toISOString(),
    })),
    effects: await listEffects(ctx, communityId, row),
  }
}

function lastRun(row: ReceiptRow) {
  if (!row.status || !row.finished_at) return []
  const { run_number: number, status, outcome, failure, mapping_version, finished_at } = row
  return [{ number, status, outcome, failure, mapping_version, finished_at }]
}

async function listEffects(ctx: Pick<Context, 'db'>, communityId: string, row: ReceiptRow) {
  if (row.outcome !== 'applied') return []
  const mapping =
    row.mapping_version === null
      ? undefined
      : await findMapping(ctx.db, communityId, row.webhook_id, row.mapping_version)
  const isForEach = typeof mapping?.forEach === 'string'
  const currency = await listCurrencyEffects(ctx.db, communityId, row.id)
  const fields = await listFieldEffects(ctx.db, communityId, row.id)
  return [...currency.map((effect) => viewCurrencyEffect(effect, isForEach)), ...fields.map(viewFieldEffect)]
}
