/** Makes anew what members see of an item whose row is locked, and tells those who promised how it looks. */
import type { Transaction } from '../../../platform/db/database.ts'
import { invariant } from '../../../platform/invariant.ts'
import type { ItemAddress, ItemRow } from '../catalog/item.ts'
import { findItem, updateLooks } from '../catalog/items.store.ts'
import { releaseImage } from '../images/images.store.ts'
import { findFetch } from './fetches.store.ts'
import { changedLooks, isSameDigest, type LooksPart, looksOf } from './looks.rules.ts'
import type { LooksListeners } from './looks-listeners.ts'

/** `before`: as members saw it. Answers what they see differently. */
export async function renewLooks(
  tx: Transaction,
  listeners: Pick<LooksListeners, 'tell'>,
  before: ItemRow,
): Promise<LooksPart[]> {
  const address: ItemAddress = { communityId: before.community_id, itemId: before.id }
  const item = await findItem(tx, address)
  invariant(item, 'an item that is locked can be read')
  const fetched = await findFetch(tx, { communityId: address.communityId, subjectId: address.itemId })
  const image = { source: fetched?.image_source ?? null, digest: fetched?.image_digest ?? null }
  const looks = looksOf(item.settings, fetched?.metadata ?? null, image)
  const { shown, imageDigest: image_digest, attributesDigest: attributes_digest } = looks
  const changed = changedLooks(before, { name: item.name, shown, image_digest, attributes_digest })
  if (changed.length === 0) return changed
  await updateLooks(tx, address, looks)
  if (before.image_digest !== null && !isSameDigest(before.image_digest, image_digest))
    await releaseImage(tx, address.communityId, before.image_digest)
  // What is read beside the item may be put in better words; what is bought may not become something else.
  if (changed.some((part) => part !== 'description')) await listeners.tell(tx, address)
  return changed
}
