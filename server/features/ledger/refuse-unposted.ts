/** Turns a posting that the ledger refused into the refusal of the request that wanted it, in words. */
import { refuse } from '../../platform/refusal.ts'
import type { PostedTransfer, PostingOutcome } from './posting.ts'

/** Answers the transfers of a posting that was posted. */
export function refuseUnposted(
  outcome: PostingOutcome | undefined,
  asset: string,
): readonly PostedTransfer[] {
  if (outcome?.isPosted) return outcome.transfers
  return refuse(outcome?.refusal ?? 'already_posted', inWords(outcome, asset))
}

function inWords(outcome: { refusal: string; balance: number | null } | undefined, asset: string): string {
  if (outcome?.refusal === 'insufficient_balance') return `The balance is ${outcome.balance ?? 0} ${asset}.`
  return 'A balance cannot grow beyond 9,007,199,254,740,991.'
}
