/** What undoes a posting: the same transfers backwards, the last one first, under a key that exists once. */
import type { EventActor } from '../../platform/events/events.ts'
import type { Posting, ShortfallChoice, TransferDraft } from './posting.ts'

/** A posting as the ledger keeps it. */
export interface PostedCause {
  communityId: string
  causeId: string
  part: number
  action: string
  /** In the order in which they were posted. */
  transfers: readonly TransferDraft[]
}

export interface ReversalChoice {
  /** Who undoes it. */
  actor: EventActor
  shortfall: ShortfallChoice
}

const actionLengthMax = 200

/**
 * The parts of a cause count from 0 upwards, and the reversals of its parts from -1 downwards: so the one key of
 * the postings, (cause, part), also says that nothing is undone twice.
 */
export const reversalPart = (part: number): number => -1 - part

/** A later line may have spent what an earlier one gave, so the last line is undone first. */
export function reversalOf(original: PostedCause, { actor, shortfall }: ReversalChoice): Posting {
  const { communityId, causeId, part, action, transfers } = original
  return {
    communityId,
    cause: { kind: 'reversal', id: causeId },
    part: reversalPart(part),
    action: undoneAction(action),
    actor,
    shortfall,
    transfers: transfers.map((transfer) => ({ ...transfer, from: transfer.to, to: transfer.from })).reverse(),
  }
}

const undoneAction = (action: string): string => {
  const word = ' (undone)'
  return action.slice(0, actionLengthMax - word.length) + word
}
