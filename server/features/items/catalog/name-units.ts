/** Tells the ledger what the units of an item are called, so that its logs say what moved. */
import type { Transaction } from '../../../platform/db/database.ts'
import { nameItemAssets } from '../../ledger/index.ts'
import { defaultTierKey, type ItemAddress } from './item.ts'
import { listTiers } from './tiers.store.ts'

export async function nameUnits(
  tx: Transaction,
  { communityId, itemId }: ItemAddress,
  itemName: string,
): Promise<void> {
  const tiers = await listTiers(tx, communityId, [itemId])
  const names = tiers.map(({ asset, key }) => ({
    asset,
    name: key === defaultTierKey ? itemName : `${itemName}, ${key}`,
  }))
  await nameItemAssets(tx, communityId, names)
}
