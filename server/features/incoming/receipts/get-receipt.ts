/** One receipt with everything there is to tell: request, payload, runs, effects. */

import type { Mapping } from '../../../../contracts/mapping.ts'
import type { ReceiptDetails } from '../../../../contracts/receipts.ts'
import type { Context } from '../../../context.ts'
import { decisionTime } from '../../../platform/db/database.ts'
import { refuse } from '../../../platform/refusal.ts'
import { listLivingFields } from '../../fields/index.ts'
import { findMapping } from '../apply/apply.store.ts'
import type { MappingBook } from '../apply/mapping-book.ts'
import { type PayloadReading, readReceipt } from '../apply/read-receipt.rules.ts'
import { compileMapping } from '../rules/compile-mapping.rules.ts'
import { mapPayload } from '../rules/map-payload.rules.ts'
import { readTexts } from '../rules/read-texts.rules.ts'
import { viewPayload } from '../rules/view-payload.rules.ts'
import { joinWarnings } from '../rules/warnings.rules.ts'
import { listCurrencyEffects, listFieldEffects } from './effects.store.ts'
import { findReceiptRow, findReceived, listRunRows, type ReceiptRow } from './receipts.store.ts'
import { removedInWords, viewCurrencyEffect, viewFieldEffect, viewReceipt } from './receipts.views.ts'

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
  const encryption = entries.get(row.webhook_id)?.encryption ?? null
  const reading = row.body_kept_days === null ? await readReceipt(received, encryption) : undefined
  const earlier = await listRunRows(ctx.db, communityId, receiptId)
  const mapping = await findAppliedMapping(ctx, communityId, row)
  return {
    ...viewReceipt(row, await decisionTime(ctx.db), ctx.config.adminContact),
    headers: received.headers,
    contentType: received.content_type,
    isEncrypted: received.is_encrypted,
    body: received.body.toString('utf8'),
    payload: reading?.ok ? viewPayload(reading.payload) : null,
    warnings: reading ? await listWarnings(ctx, communityId, reading, mapping) : warningsOfRemoved(row),
    mappingVersion: row.mapping_version,
    duplicateOf: row.duplicate_of,
    runs: [...earlier, ...lastRun(row)].map(({ finished_at, mapping_version, ...run }) => ({
      ...run,
      mappingVersion: mapping_version,
      finishedAt: finished_at.toISOString(),
    })),
    effects: await listEffects(ctx, communityId, row, mapping),
  }
}

function lastRun(row: ReceiptRow) {
  if (!row.status || !row.finished_at) return []
  const { run_number: number, status, outcome, failure, mapping_version, finished_at } = row
  return [{ number, status, outcome, failure, mapping_version, finished_at }]
}

function warningsOfRemoved({ body_kept_days: days }: ReceiptRow): string[] {
  return days === null ? [] : [removedInWords(days)]
}

/** The version of the mapping that brought the effects about. */
async function findAppliedMapping(ctx: Pick<Context, 'db'>, communityId: string, row: ReceiptRow) {
  if (row.outcome !== 'applied' && row.outcome !== 'nothing_to_do') return undefined
  if (row.mapping_version === null) return undefined
  return findMapping(ctx.db, communityId, row.webhook_id, row.mapping_version)
}

/** What was odd about the body, and which of its values the mapping had to read as something else. */
async function listWarnings(
  ctx: Pick<Context, 'db'>,
  communityId: string,
  reading: PayloadReading,
  mapping: Mapping | undefined,
): Promise<string[]> {
  if (!reading.ok) return []
  if (!mapping) return reading.warnings
  const compiled = compileMapping(mapping)
  const texts = readTexts(compiled.texts, reading.payload)
  if (!texts.ok) return reading.warnings
  const fields = await listLivingFields(ctx.db, communityId)
  const mapped = mapPayload(compiled, texts.payload, { fields })
  return joinWarnings(reading.warnings, texts.warnings, mapped.warnings)
}

async function listEffects(
  ctx: Pick<Context, 'db'>,
  communityId: string,
  row: ReceiptRow,
  mapping: Mapping | undefined,
) {
  if (row.outcome !== 'applied') return []
  const isForEach = typeof mapping?.forEach === 'string'
  const currency = await listCurrencyEffects(ctx.db, communityId, row.id)
  const fields = await listFieldEffects(ctx.db, communityId, row.id)
  return [...currency.map((effect) => viewCurrencyEffect(effect, isForEach)), ...fields.map(viewFieldEffect)]
}
