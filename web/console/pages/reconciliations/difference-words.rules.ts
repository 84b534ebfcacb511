/** What differs between a game and the ledger in the words of staff, and what is prepared to mend it. */
import type { Difference, Mending, ReconciliationSummary } from '../../../../contracts/reconciliations.ts'
import { formatCount } from '../../../ui/amount.rules.ts'
import type { Tone } from '../../../ui/badge.tsx'

export const fieldWords: Readonly<Record<Difference['field'], string>> = {
  count: 'Available here',
  mergedTotal: 'Merged in all',
  mintedTotal: 'Sold out of the game in all',
  grantedTotal: 'Issued by the game in all',
}

export const verdictWords: Readonly<
  Record<Difference['verdict'], { word: string; tone: Tone; sentence: string }>
> = {
  differs: { word: 'Differs', tone: 'bad', sentence: 'Nothing that is on its way explains it.' },
  in_motion: {
    word: 'In motion',
    tone: 'accent',
    sentence: 'Merges or orders that are open explain it; it goes away when they end.',
  },
  missing: {
    word: 'Missing',
    tone: 'warn',
    sentence: 'The game says that it named everything, and did not name this.',
  },
  unknown_item: { word: 'Unknown item', tone: 'warn', sentence: 'No item of the app has this address.' },
  unknown_member: { word: 'Unknown member', tone: 'warn', sentence: 'Nobody here is called so.' },
}

/** Those first that somebody has to look at. */
const order: readonly Difference['verdict'][] = [
  'differs',
  'missing',
  'unknown_item',
  'unknown_member',
  'in_motion',
]

export const byUrgency = (differences: readonly Difference[]): Difference[] =>
  order.flatMap((verdict) => differences.filter((each) => each.verdict === verdict))

/** "2 differ, 1 in motion", or that all agrees. */
export function foundWords({ counts }: Pick<ReconciliationSummary, 'counts'>): string {
  const parts = order
    .filter((verdict) => counts[verdict] > 0)
    .map((verdict) =>
      verdict === 'differs'
        ? `${formatCount(counts.differs)} ${counts.differs === 1 ? 'differs' : 'differ'}`
        : `${formatCount(counts[verdict])} ${verdictWords[verdict].word.toLowerCase()}`,
    )
  return parts.length === 0 ? 'All agrees' : parts.join(', ')
}

export type Mend =
  | { kind: 'grant' | 'take'; quantity: number; memberId: string; itemId: string; tier: string }
  | { kind: 'merges' | 'orders' }

/**
 * What would make both sides agree. A count is mended here by giving what the game believes in, or by taking what it
 * does not; totals of merges and orders are mended by deciding those that are open. Null where only the game can.
 */
export function mendOf(difference: Difference): Mend | null {
  const { verdict, field, pending, memberId, itemId, tier } = difference
  if (verdict === 'unknown_item' || verdict === 'unknown_member') return null
  if (verdict === 'in_motion') return { kind: pending.merge > 0 ? 'merges' : 'orders' }
  if (field === 'mergedTotal') return { kind: 'merges' }
  if (field === 'mintedTotal') return { kind: 'orders' }
  if (field === 'grantedTotal' || memberId === null || itemId === null || tier === null) return null
  const quantity = Math.abs(difference.difference)
  return { kind: difference.difference > 0 ? 'grant' : 'take', quantity, memberId, itemId, tier }
}

/** What a posting is found by as the mending of a difference. */
export const tagsOf = ({ memberId, itemId, tier }: { memberId: string; itemId: string; tier: string }) => [
  memberId,
  itemId,
  tier,
]

/** Whether units were given or taken for it already, so that nobody does it twice. */
export function isMended(difference: Difference, mendings: readonly Pick<Mending, 'tags'>[]): boolean {
  const mend = mendOf(difference)
  if (mend === null || !('itemId' in mend)) return false
  return mendings.some(({ tags }) => tagsOf(mend).every((tag) => tags.includes(tag)))
}
