/** A retry schedule as people write it: "5s, 5m, 2h", in seconds for the API. */

const unitSeconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 }
const stepCountMax = 20
const waitSecondsMax = 7 * 86_400

/** The schedule of an endpoint that has none of its own. */
export const usualWaits = '5s, 5m, 30m, 2h, 5h, 10h, 14h, 20h, 24h'

export type WaitsAnswer = { waits: number[] | null } | { problem: string }

/** Nothing stands for the usual schedule, "none" for no second attempt. */
export function readWaits(text: string): WaitsAnswer {
  const trimmed = text.trim().toLowerCase()
  if (trimmed === '') return { waits: null }
  if (trimmed === 'none') return { waits: [] }
  const waits: number[] = []
  for (const part of trimmed.split(/[\s,]+/).filter(Boolean)) {
    const found = /^(\d{1,6})([smhd])$/.exec(part)
    const seconds = Number(found?.[1]) * (unitSeconds[found?.[2] ?? ''] ?? 0)
    if (found === null || seconds < 1)
      return { problem: `“${part}” is no wait. Write them as 30s, 5m, 2h or 1d.` }
    if (seconds > waitSecondsMax) return { problem: `“${part}” is longer than 7 days.` }
    waits.push(seconds)
  }
  return waits.length > stepCountMax ? { problem: 'At most 20 waits.' } : { waits }
}

export function writeWaits(waits: readonly number[] | null): string {
  if (waits === null) return ''
  return waits.length === 0 ? 'none' : waits.map(writeWait).join(', ')
}

function writeWait(seconds: number): string {
  const [unit, size] = Object.entries(unitSeconds).findLast(
    ([unit, each]) => unit !== 'd' && seconds % each === 0,
  ) ?? ['s', 1]
  return `${seconds / size}${unit}`
}
