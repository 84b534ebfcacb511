/** When what was fetched is fetched again, and how long a copy is shown while its source fails. Pure. */
import type { MetadataState } from '../../../../contracts/item-metadata.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
export const freshMsMin = 5 * minuteMs
export const freshMsMax = 24 * hourMs
export const freshMsDefault = hourMs
const backOffMsMax = 6 * hourMs
const copyKeptMs = 7 * 24 * hourMs

/** As `Cache-Control` asks, within bounds. */
export function freshForMs(cacheControl: string | null): number {
  const directives = (cacheControl ?? '')
    .toLowerCase()
    .split(',')
    .map((each) => each.trim())
  if (directives.some((each) => each === 'no-store' || each === 'no-cache')) return freshMsMin
  const seconds = secondsOf(directives, 's-maxage') ?? secondsOf(directives, 'max-age')
  return seconds === undefined ? freshMsDefault : Math.min(Math.max(seconds * 1000, freshMsMin), freshMsMax)
}

function secondsOf(directives: readonly string[], name: string): number | undefined {
  const value = directives.find((each) => each.startsWith(`${name}=`))?.slice(name.length + 1)
  return value !== undefined && /^"?\d{1,10}"?$/.test(value) ? Number(value.replaceAll('"', '')) : undefined
}

/** After so many failures in a row: a minute, then twice as long each time. */
export const waitAfterFailuresMs = (count: number): number =>
  Math.min(minuteMs * 2 ** Math.min(count - 1, 30), backOffMsMax)

/** Whether a copy that was confirmed then is still shown, though its source fails. */
export const isCopyKept = (fetchedAt: Date | null, now: Date): boolean =>
  fetchedAt !== null && now.getTime() - fetchedAt.getTime() < copyKeptMs

export function stateOf(
  { outcome, stale_at }: { outcome: 'never' | 'fresh' | 'not_json' | 'failing'; stale_at: Date },
  now: Date,
): MetadataState {
  return outcome === 'fresh' && stale_at <= now ? 'stale' : outcome
}
