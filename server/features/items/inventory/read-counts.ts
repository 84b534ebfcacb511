/** The available units of a member in one app, with the number of the last change, all of one moment. */
import type { ItemKind } from '../../../../contracts/items.ts'
import type { Context } from '../../../context.ts'
import { inSnapshot } from '../../../platform/db/database.ts'
import type { AppAddress } from '../apps/app.ts'
import { listSequences } from '../postings/inventories.store.ts'
import { readInventory } from './get-inventory.ts'

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
  const { data, apps } = await inSnapshot(ctx.db, (db) => readInventory(db, { communityId, memberId, appId }))
  return {
    items: data.filter(({ available }) => available > 0),
    sequence: apps[0]?.inventorySequence ?? 0,
  }
}
