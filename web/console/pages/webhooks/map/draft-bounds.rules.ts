/** Bounds while they are edited: amounts as typed, and what they mean. */
import type { AmountBound } from '../../../../../contracts/mapping.ts'

const boundNames = ['addMax', 'subtractMax', 'addPerDayMax'] as const
export type BoundName = (typeof boundNames)[number]

export interface DraftBound extends Record<BoundName, string> {
  asset: string
}

export const emptyBound: DraftBound = { asset: '', addMax: '', subtractMax: '', addPerDayMax: '' }

export const boundFields: readonly { name: BoundName; label: string }[] = [
  { name: 'addMax', label: 'Add per request' },
  { name: 'subtractMax', label: 'Take per request' },
  { name: 'addPerDayMax', label: 'Add per day' },
]

export function draftBoundsOf(bounds: readonly AmountBound[] | undefined): DraftBound[] {
  const typed = (amount: number | undefined) => (amount === undefined ? '' : String(amount))
  return (bounds ?? []).map(({ asset, addMax, subtractMax, addPerDayMax }) => ({
    asset,
    addMax: typed(addMax),
    subtractMax: typed(subtractMax),
    addPerDayMax: typed(addPerDayMax),
  }))
}

/** The bounds, or what they lack. */
export function boundsOf(drafts: readonly DraftBound[]): AmountBound[] | string {
  const bounds: AmountBound[] = []
  for (const draft of drafts) {
    if (draft.asset === '') return 'Choose the currency of the bounds.'
    const bound: AmountBound = { asset: draft.asset }
    for (const name of boundNames) {
      const typed = draft[name].trim()
      if (typed === '') continue
      const amount = Number(typed)
      if (!/^\d+$/.test(typed) || !Number.isSafeInteger(amount) || amount < 1) {
        return 'Type each bound as a whole number from 1.'
      }
      bound[name] = amount
    }
    if (Object.keys(bound).length === 1) return 'Type at least one bound of the currency.'
    bounds.push(bound)
  }
  return bounds
}

export function boundInWords({ asset: _, ...bound }: AmountBound, name: string): string {
  const parts = [
    ...(bound.addMax === undefined ? [] : [`add ${bound.addMax}`]),
    ...(bound.subtractMax === undefined ? [] : [`take ${bound.subtractMax}`]),
  ]
  const perRequest = parts.length > 0 ? [`One request may ${parts.join(' and ')} ${name} at most`] : []
  const perDay = bound.addPerDayMax === undefined ? [] : [`one day ${bound.addPerDayMax} ${name}`]
  const words = [...perRequest, ...perDay].join(', ')
  return perRequest.length > 0 ? words : `One day may add ${bound.addPerDayMax} ${name} at most`
}
