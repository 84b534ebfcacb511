/** States of merges and outcomes of attempts, in the words of staff. */
import type { Merge } from '../../../../contracts/merges.ts'

export const mergeStates: Readonly<
  Record<Merge['state'], { word: string; tone: 'neutral' | 'good' | 'bad' | 'warn' | 'accent' }>
> = {
  in_doubt: { word: 'In doubt', tone: 'warn' },
  requested: { word: 'Requested', tone: 'accent' },
  confirmed: { word: 'Confirmed', tone: 'good' },
  rejected: { word: 'Rejected', tone: 'bad' },
  canceled: { word: 'Canceled', tone: 'neutral' },
  expired: { word: 'Expired', tone: 'neutral' },
}

const all = 'all'

/** Those in doubt are what the page is for; the address names any other choice. */
export const mergeStateOptions = [
  ...Object.entries(mergeStates).map(([value, { word }]) => ({ value, label: word })),
  { value: all, label: 'All states' },
]

/** Undefined for all of them. */
export function chosenState(text: string | undefined): Merge['state'] | undefined {
  if (text === all) return undefined
  return text !== undefined && text in mergeStates ? (text as Merge['state']) : 'in_doubt'
}

type Outcome = NonNullable<Merge['lastOutcome']>

export const outcomeWords: Readonly<Record<Outcome, string>> = {
  accepted: 'Accepted',
  declined: 'Declined',
  turned_away: 'Turned away',
  unsent: 'Could not be sent',
  unknown: 'Unknown: the game may have acted',
}
