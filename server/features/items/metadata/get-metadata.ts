/** What the address of an item says of it, and how fetching it fares. */
import type { ItemMetadata } from '../../../../contracts/item-metadata.ts'
import type { Context } from '../../../context.ts'
import { decisionTime } from '../../../platform/db/database.ts'
import { invariant } from '../../../platform/invariant.ts'
import type { Actor } from '../../actor.ts'
import type { ItemAddress } from '../catalog/item.ts'
import { getSeenItem } from '../catalog/list-items.ts'
import { findFetch } from './fetches.store.ts'
import { viewMetadata } from './metadata.views.ts'

export async function getItemMetadata(
  ctx: Pick<Context, 'db'>,
  actor: Actor,
  address: ItemAddress,
): Promise<ItemMetadata> {
  await getSeenItem(ctx, actor, address)
  const row = await findFetch(ctx.db, { communityId: address.communityId, subjectId: address.itemId })
  invariant(row, 'what an item says is known from its first moment on')
  return viewMetadata(row, await decisionTime(ctx.db))
}
