/** Has the address of an item asked now, unless that was done a moment ago. */
import { type ItemMetadata, refreshPauseS } from '../../../../contracts/item-metadata.ts'
import type { Context } from '../../../context.ts'
import { decisionTime } from '../../../platform/db/database.ts'
import { Refusal } from '../../../platform/refusal.ts'
import type { Actor } from '../../actor.ts'
import type { ItemAddress } from '../catalog/item.ts'
import { getSeenItem } from '../catalog/list-items.ts'
import { askForFetch } from './fetches.store.ts'
import { viewMetadata } from './metadata.views.ts'

export async function refreshItemMetadata(
  ctx: Pick<Context, 'db' | 'inTransaction'>,
  actor: Actor,
  address: ItemAddress,
): Promise<ItemMetadata> {
  await getSeenItem(ctx, actor, address)
  return ctx.inTransaction(async (tx) => {
    const subject = { communityId: address.communityId, subjectId: address.itemId }
    const asked = await askForFetch(tx, subject, refreshPauseS)
    if (asked) return viewMetadata(asked, await decisionTime(tx))
    throw new Refusal('too_soon', {
      detail: 'Whoever asks has an item fetched once a minute.',
      headers: { 'retry-after': String(refreshPauseS) },
    })
  })
}
