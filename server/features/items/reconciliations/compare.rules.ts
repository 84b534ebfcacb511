/** Compares what a game believes with what is; says of each difference whether units in motion explain it. */
import {
  type Difference,
  type ReconciledField,
  type ReconciledLine,
  reconciledFields,
  type Verdict,
  verdicts,
} from '../../../../contracts/reconciliations.ts'

export interface Counts {
  available: number
  pendingMerge: number
  pendingMint: number
  merged: number
  minted: number
  granted: number
}

export interface NamedMember {
  /** As the game named them. */
  member: string
  /** Null for nobody. */
  memberId: string | null
  lines: readonly (Omit<ReconciledLine, 'itemUri'> & { itemUri: string; asset: string | null })[]
}

export interface KnownCounts {
  /** By member, then by asset; only where there is anything. */
  counts: ReadonlyMap<string, ReadonlyMap<string, Counts>>
  sequences: ReadonlyMap<string, number>
  /** What an asset is a tier of, and the address by which games know it. */
  unitOf: (asset: string) => KnownUnit | undefined
}

export interface KnownUnit {
  itemId: string
  tier: string
  itemUri: string
}

export interface Comparison {
  checked: number
  equal: number
  counts: Record<Verdict, number>
  differences: Difference[]
}

const nothing: Counts = { available: 0, pendingMerge: 0, pendingMint: 0, merged: 0, minted: 0, granted: 0 }

export function compare(
  members: readonly NamedMember[],
  known: KnownCounts,
  { isComplete }: { isComplete: boolean },
): Comparison {
  const differences: Difference[] = []
  let checked = 0
  for (const named of members) {
    const ours = known.counts.get(named.memberId ?? '') ?? new Map<string, Counts>()
    const inventorySequence = known.sequences.get(named.memberId ?? '') ?? 0
    const note = (
      itemUri: string,
      asset: string | null,
      field: ReconciledField,
      theirs: number,
      counts: Counts,
      verdict: Verdict | undefined,
    ) => {
      checked += 1
      const own = fieldOf(counts, field)
      const told = verdict ?? (theirs === own ? undefined : explain(field, theirs - own, counts))
      if (!told) return
      const unit = asset === null ? undefined : known.unitOf(asset)
      const pending = { merge: counts.pendingMerge, mint: counts.pendingMint }
      differences.push({
        ...{ member: named.member, memberId: named.memberId, itemUri },
        ...{ itemId: unit?.itemId ?? null, tier: unit?.tier ?? null },
        ...{ field, theirs, ours: own, difference: theirs - own },
        ...{ pending, inventorySequence, verdict: told },
      })
    }
    for (const { itemUri, asset, ...said } of named.lines) {
      const counts = ours.get(asset ?? '') ?? nothing
      const unknown = named.memberId === null ? 'unknown_member' : asset === null ? 'unknown_item' : undefined
      for (const field of reconciledFields) {
        const theirs = said[field]
        if (theirs !== undefined) note(itemUri, asset, field, theirs, counts, unknown)
      }
    }
    if (!isComplete) continue
    const listed = new Set(named.lines.map(({ asset }) => asset))
    for (const [asset, counts] of ours) {
      if (!listed.has(asset) && counts.available > 0)
        note(known.unitOf(asset)?.itemUri ?? asset, asset, 'count', 0, counts, 'missing')
    }
  }
  const ofVerdict = (verdict: Verdict) => differences.filter((each) => each.verdict === verdict).length
  const counts = Object.fromEntries(verdicts.map((verdict) => [verdict, ofVerdict(verdict)]))
  return {
    checked,
    equal: checked - differences.length,
    counts: counts as Record<Verdict, number>,
    differences,
  }
}

const fieldOf = (counts: Counts, field: ReconciledField): number =>
  ({
    count: counts.available,
    mergedTotal: counts.merged,
    mintedTotal: counts.minted,
    grantedTotal: counts.granted,
  })[field]

/**
 * The game may be ahead of us by what is on its way: units of an open merge have left our count and not yet its belief,
 * or it has added them already; of an open mint order it has removed them, and we have not issued them.
 */
function explain(field: ReconciledField, difference: number, { pendingMerge, pendingMint }: Counts): Verdict {
  const moving = {
    count: pendingMerge + pendingMint,
    mergedTotal: pendingMerge,
    mintedTotal: pendingMint,
    grantedTotal: 0,
  }
  return difference > 0 && difference <= moving[field] ? 'in_motion' : 'differs'
}
