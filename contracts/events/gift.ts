/** Events of gifts: units that go from member to member, with the counts that changed. */
import Type from 'typebox'
import { type GiftState, giftParts } from '../gifts.ts'
import { ItemChange } from '../inventory.ts'
import { ActorView, Id } from '../values.ts'
import { event, exampleId, exampleMemberId } from './event-type.ts'

const payload = {
  appId: Id,
  gift: Type.Object(giftParts, { additionalProperties: false }),
  by: ActorView,
  changes: Type.Array(ItemChange, {
    maxItems: 2,
    description: 'Of whoever has more or fewer available units',
  }),
}

const example = (state: GiftState, delta: number, kind: 'account' | 'system' = 'account') => ({
  appId: exampleId,
  gift: {
    ...{ id: exampleId, appId: exampleId, fromMemberId: exampleMemberId, toMemberId: exampleId },
    itemId: exampleId,
    itemUri: 'https://items.ember-isles.example/item?id=3300',
    ...{ tier: 'default', quantity: 2, message: 'For the raid', state },
    expiresAt: '2026-11-28T12:00:00.000Z',
  },
  by: { kind, id: null, label: kind === 'account' ? 'Ada Lovelace' : 'Deadline' },
  changes: [
    {
      ...{ changeId: exampleId, memberId: exampleMemberId, appId: exampleId, itemId: exampleId },
      itemUri: 'https://items.ember-isles.example/item?id=3300',
      ...{ tier: 'default', delta, countAfter: 10 + delta, ownedAfter: 10, inventorySequence: 8 },
      ...{ postingId: exampleId, reason: 'Gift' },
    },
  ],
})

export const giftOffered = event(
  'gift.offered',
  'A member offers units to another; they are held until the other has answered',
  payload,
  example('offered', -2),
)

export const giftAccepted = event(
  'gift.accepted',
  'A gift was accepted: the units belong to the other member',
  payload,
  example('accepted', 2),
)

export const giftRejected = event(
  'gift.rejected',
  'A gift was rejected: the units went back',
  payload,
  example('rejected', 2),
)

export const giftCanceled = event(
  'gift.canceled',
  'A gift was taken back before it was answered',
  payload,
  example('canceled', 2),
)

export const giftExpired = event(
  'gift.expired',
  'A gift was not answered in time: the units went back',
  payload,
  example('expired', 2, 'system'),
)
