/** Says that a batch has to be done again, because it learned too late that some of its receipts fail. */
import type { ReceiptFailure } from '../../../../contracts/receipts.ts'

/** The transaction must be rolled back and tried with these receipts settled as failed. */
export class MustSettleFirst extends Error {
  readonly failures: ReadonlyMap<string, ReceiptFailure>

  constructor(failures: ReadonlyMap<string, ReceiptFailure>) {
    super('receipts fail that other receipts of the batch have reckoned with')
    this.failures = failures
  }
}
