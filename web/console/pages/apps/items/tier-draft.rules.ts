/** The tiers of a time-limited item as a form holds them: a duration as a number and a unit. */
import type { Item } from '../../../../../contracts/items.ts'

export const unitSeconds = { minutes: 60, hours: 3600, days: 86_400 } as const
export type DurationUnit = keyof typeof unitSeconds | 'seconds'

export interface TierDraft {
  key: string
  amount: string
  unit: DurationUnit
  uri: string
}

export const emptyTier: TierDraft = { key: '', amount: '', unit: 'days', uri: '' }

const secondsMin = 60
const secondsMax = 10 * 366 * 86_400

/** In the largest unit that says it without a fraction. */
export function durationOf(seconds: number): { amount: string; unit: DurationUnit } {
  const units = Object.entries(unitSeconds) as [keyof typeof unitSeconds, number][]
  const [unit, size] = units.findLast(([, each]) => seconds % each === 0) ?? (['seconds', 1] as const)
  return { amount: String(seconds / size), unit }
}

export function durationWords(seconds: number): string {
  const { amount, unit } = durationOf(seconds)
  return `${amount} ${amount === '1' ? unit.slice(0, -1) : unit}`
}

export const secondsOf = ({ amount, unit }: Pick<TierDraft, 'amount' | 'unit'>): number =>
  /^\d{1,9}$/.test(amount) ? Number(amount) * (unit === 'seconds' ? 1 : unitSeconds[unit]) : 0

/** An address that only repeats that of the item and the key is not the tier's own. */
export function draftOfTier(
  { key, seconds, uri }: Item['tiers'][number],
  { itemUri }: Pick<Item, 'itemUri'>,
): TierDraft {
  const isOwn = uri !== itemUri && uri !== `${itemUri}#${key}`
  return { key, ...durationOf(seconds ?? 0), uri: isOwn ? uri : '' }
}

export const tierOfDraft = (draft: TierDraft) => ({
  key: draft.key.trim(),
  seconds: secondsOf(draft),
  uri: draft.uri.trim() === '' ? null : draft.uri.trim(),
})

export function problemOfTiers(tiers: readonly TierDraft[]): string | undefined {
  const keys = tiers.map(({ key }) => key.trim())
  if (keys.length === 0) return 'Add at least one tier.'
  if (keys.some((key) => !/^[a-z0-9][a-z0-9_-]{0,39}$/.test(key))) {
    return 'A key is made of small letters, digits, “-” and “_”.'
  }
  if (new Set(keys).size < keys.length) return 'Two tiers have the same key.'
  const isFit = (seconds: number) => seconds >= secondsMin && seconds <= secondsMax
  return tiers.every((tier) => isFit(secondsOf(tier)))
    ? undefined
    : 'One unit adds a minute to ten years, as a whole number.'
}
