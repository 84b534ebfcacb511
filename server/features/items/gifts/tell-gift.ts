/** Tells of a step of a gift as an event. */
import type { EventName } from '../../../../contracts/events/index.ts'
import type { GiftState } from '../../../../contracts/gifts.ts'
import type { ItemChange } from '../../../../contracts/inventory.ts'
import type { Context } from '../../../context.ts'
import type { Transaction } from '../../../platform/db/database.ts'
import { type Actor, recordedActor } from '../../actor.ts'
import type { GiftRow } from './gift.ts'
import { publicGift } from './gifts.views.ts'

const eventOf = {
  offered: 'gift.offered',
  accepted: 'gift.accepted',
  rejected: 'gift.rejected',
  canceled: 'gift.canceled',
  expired: 'gift.expired',
} as const satisfies Record<GiftState, EventName>

export async function tellGift(
  tx: Transaction,
  ctx: Pick<Context, 'events'>,
  actor: Actor,
  row: GiftRow,
  state: GiftState,
  changes: ItemChange[],
): Promise<void> {
  await ctx.events.publish(tx, {
    communityId: row.community_id,
    type: eventOf[state],
    subjectId: row.id,
    payload: { appId: row.app_id, gift: publicGift(row, state), by: recordedActor(actor), changes },
    actor: recordedActor(actor),
    cause: { kind: 'request', id: actor.requestId },
  })
}
