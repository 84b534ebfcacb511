/** Events of mint orders: units that come out of a game, with the counts that changed. */
import Type from 'typebox'
import { InventorySequence, ItemChange } from '../inventory.ts'
import { itemReasonMax } from '../items.ts'
import { Units } from '../market.ts'
import { type MintOrderState, mintOrderParts } from '../mint-orders.ts'
import { Id, nullable } from '../values.ts'
import { event, exampleId, exampleMemberId } from './event-type.ts'

const payload = {
  appId: Id,
  memberId: Id,
  inventorySequence: InventorySequence,
  order: Type.Object(mintOrderParts, { additionalProperties: false }),
  countRemaining: { ...Units, description: 'Available units of the member after it' },
  reason: nullable(Type.String({ maxLength: itemReasonMax })),
  changes: Type.Array(ItemChange, { maxItems: 1, description: 'Empty where no available count changed' }),
}

const example = (state: MintOrderState, reason: string | null = null) => ({
  appId: exampleId,
  memberId: exampleMemberId,
  inventorySequence: 7,
  order: {
    ...{ id: exampleId, memberId: exampleMemberId, appId: exampleId, itemId: exampleId },
    itemUri: 'https://items.ember-isles.example/item?id=3300',
    ...{ itemName: 'Ember shard', tier: 'default', currency: 'coins', quantity: 20, unitPrice: 95, state },
    ...{ listOnConfirm: true, confirmMode: 'on_2xx' as const, confirmBy: '2026-11-28T12:00:00.000Z' },
    listingId: state === 'confirmed' ? exampleId : null,
  },
  countRemaining: 28,
  reason,
  changes: [],
})

export const mintOrderRequested = event(
  'mint_order.requested',
  'A member puts up for sale what is still in a game; nothing is issued before it has answered',
  payload,
  example('requested'),
)
export const mintOrderConfirmed = event(
  'mint_order.confirmed',
  'A game has taken the units out: they were issued, and listed where nothing forbids that',
  payload,
  example('confirmed'),
)
export const mintOrderRejected = event(
  'mint_order.rejected',
  'A game refused a mint order: nothing was issued',
  payload,
  example('rejected', 'The units are gone there'),
)
export const mintOrderCanceled = event(
  'mint_order.canceled',
  'A member took a mint order back',
  payload,
  example('canceled'),
)
export const mintOrderExpired = event(
  'mint_order.expired',
  'A game did not answer in time, and cannot have acted: nothing was issued',
  payload,
  example('expired'),
)
export const mintOrderOverdue = event(
  'mint_order.overdue',
  'A game did not answer in time, and may have acted: it is asked again once a day',
  payload,
  example('overdue'),
)
export const mintOrderSettledLate = event(
  'mint_order.settled_late',
  'A game confirmed a mint order after its time: the units are in the inventory, and not listed',
  payload,
  example('settled_late'),
)
