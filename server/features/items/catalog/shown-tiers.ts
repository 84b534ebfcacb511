/** The tiers of some items, each with the address by which the wire names it. */
import type { Queryable } from '../../../platform/db/database.ts'
import type { ShownTier } from '../postings/posting.ts'
import type { ItemRow } from './item.ts'
import { shownTierUri } from './item-uri.rules.ts'
import { listTiers } from './tiers.store.ts'

export async function shownTiers(
  db: Queryable,
  communityId: string,
  items: readonly Pick<ItemRow, 'id' | 'item_uri'>[],
): Promise<ShownTier[]> {
  const uris = new Map(items.map(({ id, item_uri }) => [id, item_uri]))
  const tiers = await listTiers(db, communityId, [...uris.keys()])
  // Counted once: a reconciliation asks for thousands.
  const counts = new Map<string, number>()
  for (const { item_id } of tiers) counts.set(item_id, (counts.get(item_id) ?? 0) + 1)
  return tiers.map((tier) => ({
    ...tier,
    shownUri: shownTierUri(uris.get(tier.item_id) ?? '', tier, counts.get(tier.item_id) ?? 0),
  }))
}
