/** Events of units that moved: with the counts after it, so that a receiver that sets them cannot go wrong. */
import Type from 'typebox'
import { InventorySequence, ItemChange, snapshotItemsMax } from '../inventory.ts'
import { itemReasonMax } from '../items.ts'
import { referenceMax } from '../postings.ts'
import { Id, nullable } from '../values.ts'
import { event, exampleId, exampleMemberId } from './event-type.ts'

const payload = {
  postingId: Id,
  appId: Id,
  memberId: Id,
  reason: Type.String({ maxLength: itemReasonMax }),
  reference: nullable(Type.String({ maxLength: referenceMax })),
  changes: Type.Array(ItemChange, { minItems: 1, maxItems: 100 }),
}

const example = (delta: number, reason: string) => ({
  postingId: exampleId,
  appId: exampleId,
  memberId: exampleMemberId,
  reason,
  reference: 'raid-1042',
  changes: [
    {
      changeId: exampleId,
      memberId: exampleMemberId,
      appId: exampleId,
      itemId: exampleId,
      itemUri: 'https://items.ember-isles.example/item?id=3300',
      tier: 'default',
      delta,
      countAfter: 48 + delta,
      ownedAfter: 48 + delta,
      inventorySequence: 7,
      postingId: exampleId,
      reason,
    },
  ],
})

export const itemGranted = event(
  'item.granted',
  'A member has more units of items of an app; once per posting and member',
  payload,
  example(12, 'Won the raid'),
)

export const itemTaken = event(
  'item.taken',
  'A member has fewer units of items of an app; once per posting and member',
  payload,
  example(-12, 'Spent in the forge'),
)

const Snapshot = Type.Object(
  { itemUri: ItemChange.properties.itemUri, count: ItemChange.properties.countAfter },
  { additionalProperties: false },
)

export const inventoryChanged = event(
  'inventory.changed',
  'The available units of permanent items of a member, as they are now; told of apps with a webhook',
  {
    appId: Id,
    memberId: Id,
    inventorySequence: InventorySequence,
    items: Type.Array(Snapshot, {
      maxItems: snapshotItemsMax,
      description:
        'What changed since the webhook of the app last took one, by address; more than fits into one event goes on in the next',
    }),
  },
  {
    appId: exampleId,
    memberId: exampleMemberId,
    inventorySequence: 7,
    items: [{ itemUri: 'https://items.ember-isles.example/item?id=2201', count: 3 }],
  },
)
