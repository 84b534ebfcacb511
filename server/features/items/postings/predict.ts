/** What the ledger would say to a posting: its own rule, over balances that were just read, with nothing written. */
import { type Balances, type Posting, type PostingOutcome, post } from '../../ledger/index.ts'

export function predict(balances: Balances, posting: Posting): PostingOutcome {
  const decision = post(new Map(balances), posting)
  if (!decision.isPosted) return decision
  // Ids are given to what is posted; this never is.
  const transfers = decision.transfers.map(({ transfer, ...after }) => ({ ...transfer, id: '', ...after }))
  return { isPosted: true, transfers }
}
