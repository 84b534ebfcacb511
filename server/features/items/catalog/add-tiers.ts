/** Adds tiers to an item, each with an asset of its own, as far as the app may have them. */
import { appAssetCountMax } from '../../../../contracts/items.ts'
import type { Transaction } from '../../../platform/db/database.ts'
import type { Ids } from '../../../platform/ids.ts'
import { Refusal, refuse } from '../../../platform/refusal.ts'
import { itemAsset } from '../../ledger/index.ts'
import type { AppAddress } from '../apps/app.ts'
import { refuseTakenUri } from './check-item.ts'
import { itemUriDigest, tierUriDigest } from './item-uri.rules.ts'
import { isUriOfItem } from './items.store.ts'
import type { WantedTier } from './tiers.rules.ts'
import { countAssets, insertTier } from './tiers.store.ts'

export async function addTiers(
  tx: Transaction,
  ids: Ids,
  address: AppAddress & { itemId: string },
  tiers: readonly WantedTier[],
): Promise<void> {
  const count = await countAssets(tx, address.communityId, address.appId)
  if (count + tiers.length > appAssetCountMax) {
    refuse('limit_reached', `An app has at most ${appAssetCountMax} items and tiers.`)
  }
  for (const tier of tiers) {
    const id = ids.next()
    const uriDigest = tier.uri === null ? null : tierUriDigest(tier.uri)
    await insertTier(tx, { ...address, ...tier, id, uriDigest, asset: itemAsset(id) }).catch(refuseTakenUri)
  }
}

/** The address of a tier is looked for first: that of an item would be found no more. */
export async function refuseForeignTierUris(
  tx: Transaction,
  address: AppAddress,
  tiers: readonly WantedTier[],
): Promise<void> {
  for (const [index, { uri }] of tiers.entries()) {
    if (uri === null || new URL(uri).hash !== '') continue
    if (!(await isUriOfItem(tx, address, itemUriDigest(uri)))) continue
    throw new Refusal('uri_taken', {
      detail: 'An item has this address.',
      errors: [{ pointer: `/tiers/${index}/uri`, reason: 'is the address of an item' }],
    })
  }
}
