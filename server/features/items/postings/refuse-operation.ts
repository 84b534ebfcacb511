/** Refuses a posting with the place of the operation that could not be. */
import { Refusal } from '../../../platform/refusal.ts'
import type { PostedTransfer, PostingOutcome } from '../../ledger/index.ts'
import { assetOf, type RefusedOperation, type UnitOperation } from './posting.ts'

export function refuseOperation({ index, refusal, reason, facts }: RefusedOperation): never {
  throw new Refusal(refusal, {
    detail: `Operation ${index} ${reason}. Nothing was moved.`,
    errors: [{ pointer: `/operations/${index}`, reason }],
    ...(facts ? { facts } : {}),
  })
}

/** Answers the transfers of a posting that was posted; the line of a transfer is the index of its operation. */
export function refuseUnposted(
  outcome: PostingOutcome | undefined,
  operations: readonly UnitOperation[],
): readonly PostedTransfer[] {
  if (outcome?.isPosted) return outcome.transfers
  const index = outcome?.line ?? 0
  const refusal = outcome?.refusal ?? 'already_posted'
  if (refusal !== 'insufficient_balance') {
    const reason = 'would make a balance larger than 9,007,199,254,740,991'
    return refuseOperation({ index, refusal, reason })
  }
  const operation = operations[index]
  const asset = operation ? assetOf(operation) : null
  const required = operation?.quantity ?? 0
  const available = outcome?.balance ?? 0
  const reason = `needs ${required} units, and ${available} are available`
  return refuseOperation({ index, refusal, reason, facts: { asset, required, available } })
}
