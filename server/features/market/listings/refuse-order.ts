/** Says no to an order in the words and numbers of a rule, or of the ledger. */
import { Refusal } from '../../../platform/refusal.ts'
import type { PostedTransfer, PostingOutcome } from '../../ledger/index.ts'
import type { RefusedOrder } from './plan-listing.rules.ts'

export function refuseOrder(refused: RefusedOrder): never {
  throw refusalOf(refused)
}

export const refusalOf = ({ refusal, detail, facts }: RefusedOrder): Refusal =>
  new Refusal(refusal, facts ? { detail, facts } : { detail })

/** `available`: before the posting, of the asset that was too little. */
type Needed = (line: number, balance: number) => { asset: string; required: number; available: number }

export function refuseUnposted(
  outcome: PostingOutcome | undefined,
  needed: Needed,
): readonly PostedTransfer[] {
  return outcome?.isPosted ? outcome.transfers : refuseOrder(whyUnposted(outcome, needed))
}

export function whyUnposted(outcome: RefusedPosting | undefined, needed: Needed): RefusedOrder {
  const refusal = outcome?.refusal ?? 'already_posted'
  if (refusal !== 'insufficient_balance')
    return { refusal, detail: 'A balance cannot grow beyond 9,007,199,254,740,991.' }
  const facts = needed(outcome?.line ?? 0, outcome?.balance ?? 0)
  const { required, available } = facts
  return { refusal, detail: `${required} are needed, and ${available} are available.`, facts }
}

type RefusedPosting = Extract<PostingOutcome, { isPosted: false }>
