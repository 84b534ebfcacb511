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
  // Looked up, not searched: a reconciliation asks for thousands.
  const ofItem = new Map<string, ShownTier[]>()
  for (const tier of tiers) ofItem.set(tier.item_id, [...(ofItem.get(tier.item_id) ?? []), tier])
  const ownByDigest = new Map(ownTiers.map((tier) => [tier.uri_digest.toString('hex'), tier]))
  const itemByDigest = new Map(byUri.map((item) => [item.uri_digest.toString('hex'), item.id]))
  return uris.map((uri) => {
    if (!URL.canParse(uri)) return undefined
    const own = ownByDigest.get(tierUriDigest(uri).toString('hex'))
    const item = items.get(own?.item_id ?? itemByDigest.get(itemUriDigest(uri).toString('hex')) ?? '')
    if (!item) return undefined
    const among = ofItem.get(item.id) ?? []
    const tier =
      among.length === 1 ? among[0] : among.find((each) => each.id === own?.id || each.shownUri === uri)
    return tier && { item, tier }
  })
}
