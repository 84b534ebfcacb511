/** The event that tells a game of units which a member has put up for sale. */
import Type from 'typebox'
import { InventorySequence } from '../inventory.ts'
import { Price, tradedParts, Units, WantedUnits } from '../market.ts'
import { Id } from '../values.ts'
import { event, exampleId, exampleMemberId } from './event-type.ts'

export const sellOrderCreated = event(
  'sell_order.created',
  'A member listed units out of the inventory; told of apps with a webhook that wants to know',
  {
    appId: Id,
    memberId: Id,
    inventorySequence: InventorySequence,
    order: Type.Object(
      {
        id: Id,
        itemUri: tradedParts.itemUri,
        quantity: WantedUnits,
        unitPrice: Price,
        currency: tradedParts.currency,
      },
      { additionalProperties: false },
    ),
    countRemaining: { ...Units, description: 'Available units of the member after it' },
  },
  {
    appId: exampleId,
    memberId: exampleMemberId,
    inventorySequence: 7,
    order: {
      id: exampleId,
      itemUri: 'https://items.ember-isles.example/item?id=3300',
      quantity: 20,
      unitPrice: 95,
      currency: 'coins',
    },
    countRemaining: 28,
  },
)
