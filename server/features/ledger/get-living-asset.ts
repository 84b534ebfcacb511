/** The asset of this code, if it is offered for something new; refused otherwise, naming those that are. */
import type { Queryable } from '../../platform/db/database.ts'
import { refuse } from '../../platform/refusal.ts'
import { type AssetRow, listLivingAssetRows } from './ledger.store.ts'

export async function getLivingAsset(db: Queryable, communityId: string, code: string): Promise<AssetRow> {
  const assets = await listLivingAssetRows(db, communityId)
  const asset = assets.find((each) => each.code === code)
  if (asset) return asset
  const codes = assets.map((each) => each.code).join(', ')
  return refuse('asset_unknown', `There is no currency "${code}" here. There are: ${codes}.`)
}
