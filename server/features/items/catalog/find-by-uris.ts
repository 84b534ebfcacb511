/** Finds the tiers that a game names by address: a tier's own address first, then that of an item of one tier. */
import type { Context } from '../../../context.ts'
import type { AppAddress } from '../apps/app.ts'
import type { ShownTier } from '../postings/posting.ts'
import type { ItemRow } from './item.ts'
import { itemUriDigest, tierUriDigest } from './item-uri.rules.ts'
import { listItemsById, listItemsByUri } from './items.store.ts'
import { shownTiers } from './shown-tiers.ts'
import { listTiersByUri } from './tiers.store.ts'

export interface FoundUnit {
  item: ItemRow
  tier: ShownTier
}

/** In the order of the addresses; undefined for one that names nothing, or several tiers. */
export async function findByUris(
  ctx: Pick<Context, 'db'>,
  address: AppAddress,
  uris: readonly string[],
): Promise<(FoundUnit | undefined)[]> {
  const { db } = ctx
  const { communityId, appId } = address
  const readable = uris.filter((uri) => URL.canParse(uri))
  const ownTiers = await listTiersByUri(db, communityId, appId, readable.map(tierUriDigest))
  const byUri = await listItemsByUri(db, address, readable.map(itemUriDigest))
  const more = await listItemsById(
    db,
    communityId,
    ownTiers.map((tier) => tier.item_id),
  )
  const items = new Map([...byUri, ...more].map((item) => [item.id, item]))
  const tiers = await shownTiers(db, communityId, [...items.values()])
  return uris.map((uri) => {
    if (!URL.canParse(uri)) return undefined
    const own = ownTiers.find((tier) => tier.uri_digest.equals(tierUriDigest(uri)))
    const item = items.get(
      own?.item_id ?? byUri.find((each) => each.uri_digest.equals(itemUriDigest(uri)))?.id ?? '',
    )
    if (!item) return undefined
    const ofItem = tiers.filter((tier) => tier.item_id === item.id)
    const tier =
      ofItem.length === 1 ? ofItem[0] : ofItem.find((each) => each.id === own?.id || each.shownUri === uri)
    return tier && { item, tier }
  })
}
