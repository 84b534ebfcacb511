/** Items in the shapes of the contract and of the events. */
import type { Item } from '../../../../contracts/items.ts'
import { pathIf } from '../images/image-path.rules.ts'
import type { ItemRow, TierRow } from './item.ts'
import { shownTierUri } from './item-uri.rules.ts'

/** What everybody may know, as events tell it. */
export function publicItem(row: ItemRow) {
  return {
    id: row.id,
    appId: row.app_id,
    itemUri: row.item_uri,
    kind: row.kind,
    state: row.state,
    frozenAt: row.frozen_at?.toISOString() ?? null,
    name: row.name,
  }
}

/** `tiers`: those of this item. `isInsider`: staff, or the app itself. */
export function viewItem(
  row: ItemRow,
  tiers: readonly TierRow[],
  { isInsider }: { isInsider: boolean },
): Item {
  return {
    ...publicItem(row),
    ...row.settings,
    tags: row.tags,
    serverAttributes: isInsider ? row.settings.serverAttributes : null,
    shown: { ...row.shown, picture: pathIf(row.community_id, row.image_digest) },
    frozenReason: row.frozen_reason,
    tiers: tiers.map((tier) => ({
      key: tier.key,
      seconds: tier.seconds,
      uri: shownTierUri(row.item_uri, tier, tiers.length),
      asset: tier.asset,
    })),
    revision: row.revision,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  }
}
