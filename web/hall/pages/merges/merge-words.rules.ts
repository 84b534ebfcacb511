/** How a merge stands: the steps from here into the game, and a sentence for whoever waits for it. */
import type { Merge } from '../../../../contracts/merges.ts'

type Standing = Pick<Merge, 'state' | 'confirmMode' | 'isSeen' | 'attemptCount' | 'lastOutcome'>

export type StepMark = 'done' | 'now' | 'ahead' | 'failed'
export interface MergeStep {
  label: string
  mark: StepMark
}

export const isOpenMerge = ({ state }: Pick<Merge, 'state'>) => state === 'requested' || state === 'in_doubt'

/** The game has it, as far as anybody can tell. */
const isSent = ({ state, isSeen, lastOutcome }: Standing) =>
  state === 'confirmed' || state === 'in_doubt' || isSeen || lastOutcome === 'accepted'

const ends: Readonly<Record<Merge['state'], string>> = {
  requested: 'Confirmed',
  in_doubt: 'In doubt',
  confirmed: 'Confirmed',
  rejected: 'Refused by the game',
  canceled: 'Canceled',
  expired: 'Not answered in time',
}

/** Held, sent, confirmed; what ended otherwise never gets to its last step. */
export function mergeSteps(merge: Standing): MergeStep[] {
  const { state } = merge
  const sent = isSent(merge)
  const isBack = state === 'rejected' || state === 'canceled' || state === 'expired'
  return [
    { label: 'Held', mark: 'done' },
    ...(isBack && !sent
      ? []
      : [{ label: 'Sent to the game', mark: sent ? ('done' as const) : ('now' as const) }]),
    {
      label: ends[state],
      mark: isBack ? 'failed' : state === 'confirmed' ? 'done' : sent ? 'now' : 'ahead',
    },
  ]
}

export function mergeSentence(merge: Standing): string {
  switch (merge.state) {
    case 'confirmed':
      return 'They are in the game.'
    case 'rejected':
      return 'The game did not take them. They are back.'
    case 'canceled':
      return 'You took them back.'
    case 'expired':
      return 'The game did not answer in time. They are back.'
    case 'in_doubt':
      return 'The game may have taken them, but never said so clearly. They stay held until the game or staff decide.'
    case 'requested':
      return waiting(merge)
  }
}

function waiting({ confirmMode, isSeen, lastOutcome }: Standing): string {
  if (lastOutcome === 'accepted') return 'The game has received the request, and has yet to confirm it.'
  if (lastOutcome === 'unknown') {
    return 'The game may have received the request, but its answer got lost. It is asked again.'
  }
  if (lastOutcome === 'unsent') return 'The game could not be reached. It is tried again.'
  if (lastOutcome === 'turned_away' || lastOutcome === 'declined') {
    return 'The game turned the request away for now. It is tried again.'
  }
  if (isSeen) return 'The game knows of the request, and has yet to confirm it.'
  return confirmMode === 'on_2xx'
    ? 'The game is being told.'
    : 'The game is told, or asks by itself, and then confirms.'
}
