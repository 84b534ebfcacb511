/** Which tiers an item has, and which of their changes are still possible. */
import type { ItemKind } from '../../../../contracts/items.ts'

export interface WantedTier {
  key: string
  seconds: number | null
  uri: string | null
}

export interface KeptTier extends WantedTier {
  /** Units were issued: duration and address stay. */
  isIssued: boolean
}

export interface TierPlan {
  added: WantedTier[]
  changed: WantedTier[]
  /** Keys. */
  removed: string[]
}

/** Whether the kind has tiers of its own; every other has the one that is called default. */
export const hasTiers = (kind: ItemKind): boolean => kind === 'time_limited'

/** The key of the first tier that stands twice. */
export function repeatedKey(tiers: readonly WantedTier[]): string | undefined {
  const keys = tiers.map(({ key }) => key)
  return keys.find((key, index) => keys.indexOf(key) !== index)
}

/** What leads from the tiers that are there to those wanted; or the key of one that would have to change and cannot. */
export function planTiers(
  kept: readonly KeptTier[],
  wanted: readonly WantedTier[],
): { plan: TierPlan } | { fixed: string } {
  const byKey = new Map(kept.map((tier) => [tier.key, tier]))
  const wantedKeys = new Set(wanted.map(({ key }) => key))
  const added = wanted.filter(({ key }) => !byKey.has(key))
  const changed = wanted.filter((tier) => {
    const before = byKey.get(tier.key)
    return before && (before.seconds !== tier.seconds || before.uri !== tier.uri)
  })
  const removed = kept.filter(({ key }) => !wantedKeys.has(key)).map(({ key }) => key)
  const fixed = [...changed.map(({ key }) => key), ...removed].find((key) => byKey.get(key)?.isIssued)
  return fixed === undefined ? { plan: { added, changed, removed } } : { fixed }
}
