/** Tells the game of a listing that a member made, where it has a webhook and its settings want that. */
import type { ItemChange } from '../../../../contracts/inventory.ts'
import type { Context } from '../../../context.ts'
import type { Transaction } from '../../../platform/db/database.ts'
import { type Actor, recordedActor } from '../../actor.ts'
import { findMember, findWebhookId, readFaceSettings } from '../../items/index.ts'
import type { ListingRow } from './listing.ts'

/** `change`: what it did to the available units of its seller. */
export async function tellGame(
  tx: Transaction,
  ctx: Pick<Context, 'events'>,
  actor: Actor,
  listing: ListingRow,
  change: ItemChange,
): Promise<void> {
  const { community_id: communityId, app_id: appId, seller_id: memberId } = listing
  const app = { communityId, appId }
  if ((await findWebhookId(tx, app)) === undefined) return
  if ((await readFaceSettings(tx, app)).sellOrderCreatedFor !== 'all') return
  // A game knows members by their e-mail, and nobody who has none.
  if (!(await findMember(tx, communityId, memberId))?.email) return
  await ctx.events.publish(tx, {
    ...{ communityId, type: 'sell_order.created', subjectId: memberId },
    payload: {
      ...{ appId, memberId, inventorySequence: change.inventorySequence },
      order: {
        ...{ id: listing.id, itemUri: change.itemUri, quantity: listing.quantity },
        ...{ unitPrice: listing.unit_price, currency: listing.currency },
      },
      countRemaining: change.countAfter,
    },
    ...{ actor: recordedActor(actor), cause: { kind: 'request', id: actor.requestId } },
  })
}
