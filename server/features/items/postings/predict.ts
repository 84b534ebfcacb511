/** What the ledger would say to postings: its own rule, over balances that were just read, with nothing written. */
import { type Balances, balanceKey, type Posting, type PostingOutcome, post } from '../../ledger/index.ts'

/** One after the other. What lies in holds may be left out of the balances: it is as much as comes out of them. */
export function predict(balances: Balances, postings: readonly Posting[]): PostingOutcome[] {
  const foreseen = new Map(balances)
  return postings.map((posting) => {
    for (const { asset, amount, from } of posting.transfers)
      if (from.kind === 'hold') foreseen.set(balanceKey(posting.communityId, from.id, asset), amount)
    const decision = post(foreseen, posting)
    if (!decision.isPosted) return decision
    // Ids are given to what is posted; this never is.
    const transfers = decision.transfers.map(({ transfer, ...after }) => ({ ...transfer, id: '', ...after }))
    return { isPosted: true, transfers }
  })
}
