/** The available units of a member in one app, with the number of the last change, all of one moment. */
import type { ItemKind } from '../../../../contracts/items.ts'
import type { Context } from '../../../context.ts'
import { inSnapshot } from '../../../platform/db/database.ts'
import type { AppAddress } from '../apps/app.ts'
import { shownTierUri } from '../catalog/item-uri.rules.ts'
import { listSequences } from '../postings/inventories.store.ts'
import { byCodePoint } from './holdings.rules.ts'
import { listAvailableRows } from './holdings.store.ts'

export interface Counted {
  itemUri: string
  kind: ItemKind
  available: number
  seconds: number | null
}

export async function readSequence(
  ctx: Pick<Context, 'db'>,
  { communityId, appId }: AppAddress,
  memberId: string,
): Promise<number> {
  const [row] = await listSequences(ctx.db, communityId, memberId, appId)
  return row?.inventory_sequence ?? 0
}

/** Only what is available, by address in the order of the code points. */
export async function readCounts(
  ctx: Pick<Context, 'db'>,
  { communityId, appId }: AppAddress,
  memberId: string,
): Promise<{ items: Counted[]; sequence: number }> {
  return inSnapshot(ctx.db, async (db) => {
    const [inventory] = await listSequences(db, communityId, memberId, appId)
    const found = await listAvailableRows(db, { communityId, appId, memberId })
    const items = found.map(({ kind, available, seconds, ...tier }) => ({
      itemUri: shownTierUri(tier.item_uri, tier, tier.tier_count),
      ...{ kind, available, seconds },
    }))
    return {
      items: items.sort((one, other) => byCodePoint(one.itemUri, other.itemUri)),
      sequence: inventory?.inventory_sequence ?? 0,
    }
  })
}
