/** Orders in the words of staff, and which of them the page shows at first. */
import type { Order } from '../../../../contracts/fills.ts'
import type { Tone } from '../../../ui/badge.tsx'

type State = Order['state']
type Kind = Order['kind']

export const orderStates: Readonly<Record<State, { word: string; tone: Tone }>> = {
  overdue: { word: 'Overdue', tone: 'warn' },
  requested: { word: 'Requested', tone: 'accent' },
  active: { word: 'For sale', tone: 'accent' },
  partly_filled: { word: 'Partly sold', tone: 'accent' },
  filled: { word: 'Sold', tone: 'good' },
  confirmed: { word: 'Confirmed', tone: 'good' },
  settled_late: { word: 'Settled late', tone: 'good' },
  rejected: { word: 'Rejected', tone: 'bad' },
  canceled: { word: 'Canceled', tone: 'neutral' },
  expired: { word: 'Expired', tone: 'neutral' },
}

export const orderKinds: Readonly<Record<Kind, string>> = { mint: 'From the game', sell: 'Listing' }
export const kindOptions = Object.entries(orderKinds).map(([value, label]) => ({ value, label }))

export const allStates = 'all'
export const stateOptions = [
  ...Object.entries(orderStates).map(([value, { word }]) => ({ value, label: word })),
  { value: allStates, label: 'All states' },
]

export const chosenKind = (text: string | undefined): Kind | undefined =>
  text !== undefined && text in orderKinds ? (text as Kind) : undefined

/**
 * Undefined for all states. Without a choice those that are in doubt are shown: the game was asked and has not answered
 * in time. Listings are never in doubt, so of them all are.
 */
export function chosenState(text: string | undefined, kind: Kind | undefined): State | undefined {
  if (text === allStates) return undefined
  if (text !== undefined && text in orderStates) return text as State
  return kind === 'sell' ? undefined : 'overdue'
}

/** Whether the game may still answer, so that staff may answer in its stead. */
export const isUndecided = (state: State): boolean => state === 'overdue' || state === 'requested'

export const isForSale = (state: State): boolean => state === 'active' || state === 'partly_filled'
