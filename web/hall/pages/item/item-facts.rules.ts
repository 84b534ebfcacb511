/** What the catalog says of an item, in words for its players. */
import type { ItemMetadata } from '../../../../contracts/item-metadata.ts'
import type { Item, ItemKind } from '../../../../contracts/items.ts'
import { durationWords } from '../../../console/pages/apps/items/tier-draft.rules.ts'
import { formatCount } from '../../../ui/amount.rules.ts'

export const kindSentences: Readonly<Record<ItemKind, string>> = {
  permanent: 'Yours to use for as long as you hold it.',
  mergeable: 'Made to be moved into the game.',
  time_limited: 'Adds time once it is activated.',
}

export function supplyWords({ supplyCap, capCounts }: Pick<Item, 'supplyCap' | 'capCounts'>): string {
  if (supplyCap === null) return 'Without a limit'
  return capCounts === 'circulating'
    ? `At most ${formatCount(supplyCap)} at a time`
    : `At most ${formatCount(supplyCap)} ever`
}

export const limitWords = (maxPerMember: number | null): string =>
  maxPerMember === null ? 'As many as you like' : `At most ${formatCount(maxPerMember)}`

/** "day (1 day), month (30 days)". */
export const tierWords = (tiers: Item['tiers']): string =>
  [...tiers]
    .sort((one, other) => (one.seconds ?? 0) - (other.seconds ?? 0))
    .map(({ key, seconds }) => `${key} (${durationWords(seconds ?? 0)})`)
    .join(', ')

/** Attributes as the game wrote them; what is not a plain value stands as JSON. */
export const attributeRows = (attributes: Item['attributes']) =>
  Object.entries(attributes).map(([name, value]) => ({
    name,
    value: typeof value === 'object' ? JSON.stringify(value) : String(value),
  }))

/** What members are told of how current the words of the game are: nothing, where it says nothing of its own. */
export function metadataLine({
  said,
  state,
  fetchedAt,
  failingSince,
}: Pick<ItemMetadata, 'said' | 'state' | 'fetchedAt' | 'failingSince'>):
  | { words: string; at: string | null }
  | undefined {
  if (said === null) return undefined
  return state === 'failing'
    ? { words: 'The game does not answer; this is what it said before. Silent since', at: failingSince }
    : { words: 'The game was asked', at: fetchedAt }
}
