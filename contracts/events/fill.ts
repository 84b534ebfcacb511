/** Events of fills: units that changed hands for a price, and fills that staff undid. */
import Type from 'typebox'
import { fillParts, fillReasonMax } from '../fills.ts'
import { ItemChange } from '../inventory.ts'
import { sellerKinds } from '../listings.ts'
import { Id, nullable, oneOf } from '../values.ts'
import { event, exampleId, exampleMemberId } from './event-type.ts'

const payload = {
  fill: Type.Object(
    { ...fillParts, sellerKind: oneOf(sellerKinds), sellerId: Id, buyerId: Id },
    { additionalProperties: false },
  ),
  reason: nullable(Type.String({ maxLength: fillReasonMax })),
  changes: Type.Array(ItemChange, { maxItems: 100 }),
}

const example = (reversedAt: string | null, reason: string | null) => ({
  fill: {
    id: exampleId,
    listingId: exampleId,
    number: 1,
    appId: exampleId,
    itemId: exampleId,
    itemUri: 'https://items.ember-isles.example/item?id=3300',
    itemName: 'Ember shard',
    tier: 'default',
    currency: 'coins',
    quantity: 4,
    unitPrice: 95,
    gross: 380,
    parts: [
      {
        kind: 'seller' as const,
        receiver: { kind: 'member' as const, id: exampleId },
        bps: null,
        amount: 352,
      },
      { kind: 'royalty' as const, receiver: { kind: 'app' as const, id: exampleId }, bps: 250, amount: 9 },
      { kind: 'fee' as const, receiver: { kind: 'community' as const, id: exampleId }, bps: 500, amount: 19 },
    ],
    executedAt: '2026-11-25T12:00:00.000Z',
    reversedAt,
    sellerKind: 'member' as const,
    sellerId: exampleId,
    buyerId: exampleMemberId,
  },
  reason,
  changes: [],
})

export const fillExecuted = event(
  'fill.executed',
  'Units changed hands for a price',
  payload,
  example(null, null),
)

export const fillReversed = event(
  'fill.reversed',
  'Staff undid a fill: units and price went back',
  payload,
  example('2026-11-26T12:00:00.000Z', 'Sold by a stolen account'),
)
