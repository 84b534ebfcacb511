/**
 * Applies what waits, batch after batch, as long as there is something. A batch that throws is taken apart, so
 * that one bad receipt delays nobody; a receipt that keeps throwing is tried five times within ten minutes and
 * then failed.
 */
import type { ReceiptFailure } from '../../../../contracts/receipts.ts'
import type { RuntimeConfig } from '../../../config.ts'
import { isUnavailable, type Transaction } from '../../../platform/db/database.ts'
import type { Log } from '../../../platform/log.ts'
import { startWorkLoop, type WorkLoop } from '../../../platform/work-loop.ts'
import { createFreshReceipts, type FreshRequest } from '../accept/fresh-receipts.ts'
import { receiptFailure } from '../rules/receipt-failures.rules.ts'
import { claimRow, listDueReceipts, type OutcomeRow, postponeReceipt } from './apply.store.ts'
import { type Applied, type ApplyContext, applyBatch, type Claim, type Settled } from './apply-batch.ts'
import { createClaimPlace } from './claim-place.ts'
import { type ClaimedReceipt, withReceived } from './claim-receipts.ts'
import { createMappingBook, type MappingBook } from './mapping-book.ts'
import { MustSettleFirst } from './must-settle-first.ts'

const batchReceiptsMax = 500
const batchBytesMax = 4 * 1024 * 1024
/**
 * Batches start at least this far apart, so that under load each holds many receipts: the dozen statements of
 * a batch cost the same for one receipt as for hundreds. A receipt that finds the worker idle does not wait.
 */
const batchSpacingMs = 25
const failureWaitMs = 500
/** Waits between the attempts of a receipt that throws, in seconds. */
const retryWaits = [5, 15, 60, 180, 340] as const

/** `drain` settles once nothing is due any more. */
export interface ApplyWorker extends Pick<WorkLoop, 'wake' | 'drain' | 'stop'> {
  /** Hands over requests that are stored and due, so that they need not be read back. */
  take: (requests: readonly FreshRequest[]) => void
}

export type ApplyWorkerContext = ApplyContext & { log: Log; config: Pick<RuntimeConfig, 'masterKey'> }

export function startApplyWorker(ctx: ApplyWorkerContext): ApplyWorker {
  const book = createMappingBook(ctx)
  const fresh = createFreshReceipts()
  const place = createClaimPlace()
  const loop = startWorkLoop(async () => {
    const started = performance.now()
    const count = await applyNext()
    if (count === 'failed') return { kind: 'failed', restMs: failureWaitMs }
    if (count === 0) return { kind: 'idle' }
    const isFull = count >= batchReceiptsMax
    return { kind: 'worked', restMs: isFull ? 0 : batchSpacingMs - (performance.now() - started) }
  })

  async function claimBatch(tx: Transaction): Promise<ClaimedReceipt[]> {
    return withReceived(tx, fresh, await place.claim(tx, { count: batchReceiptsMax, bytes: batchBytesMax }))
  }

  async function applyNext(): Promise<number | 'failed'> {
    try {
      const { receiptIds } = await applySettling(ctx, book, claimBatch, new Map())
      place.moveOn()
      fresh.forget(receiptIds)
      return receiptIds.length
    } catch (error) {
      if (isUnavailable(error)) {
        ctx.log.warn({ error: (error as Error).message }, 'receipts wait for the database')
        return 'failed'
      }
      ctx.log.error({ error }, 'a batch of receipts failed; each is tried alone')
      return applyEach().catch((each: Error) => {
        ctx.log.error({ error: each }, 'receipts could not be taken one by one')
        return 'failed' as const
      })
    }
  }

  async function applyEach(): Promise<number> {
    const due = await listDueReceipts(ctx.db, batchReceiptsMax)
    for (const { community_id: communityId, receipt_id: id } of due) {
      if (loop.isStopped()) break
      await applyAlone(communityId, id)
    }
    return due.length
  }

  async function applyAlone(communityId: string, id: string): Promise<void> {
    let attempts = 0
    const claim: Claim = async (tx) => {
      const rows = await claimRow(tx, communityId, id)
      attempts = rows[0]?.attempt_count ?? 0
      return withReceived(tx, fresh, rows)
    }
    try {
      await applySettling(ctx, book, claim, new Map())
    } catch (error) {
      if (isUnavailable(error)) throw error
      ctx.log.error({ error, requestId: id, attempts }, 'a receipt could not be applied')
      const wait = retryWaits[attempts]
      if (wait !== undefined) await postponeReceipt(ctx.db, communityId, id, wait)
      else await applyBatch(ctx, book, claim, new Map([[id, givenUp]]))
    }
  }

  return {
    take(requests) {
      for (const request of requests) fresh.remember(request)
      loop.wake()
    },
    wake: loop.wake,
    drain: loop.drain,
    stop: loop.stop,
  }
}

const givenUp: ReceiptFailure = receiptFailure(
  'Something went wrong on our side',
  'It was tried five times. Nothing was changed; the log of the server says why. Run it again when the cause is mended.',
)

/** A receipt that turns out to fail when others have reckoned with it: the batch is rolled back and done without it. */
async function applySettling(
  ctx: ApplyWorkerContext,
  book: MappingBook,
  claim: Claim,
  settled: Settled,
): Promise<Applied> {
  try {
    const applied = await applyBatch(ctx, book, claim, settled)
    if (ctx.log.isLevelEnabled('debug')) for (const outcome of applied.outcomes) logOutcome(ctx.log, outcome)
    return applied
  } catch (error) {
    if (!(error instanceof MustSettleFirst)) throw error
    return applySettling(ctx, book, claim, new Map([...settled, ...error.failures]))
  }
}

/** A receipt bears the id of its request, so that the log leads from the one to the other. */
function logOutcome(log: Log, { receiptId, webhookId, status, outcome, failure }: OutcomeRow): void {
  const reason = failure === null ? {} : { reason: failure.reason }
  log.debug({ requestId: receiptId, webhookId, status, outcome, ...reason }, 'a receipt was applied')
}
