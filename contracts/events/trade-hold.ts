/** The event of trade holds. */
import Type from 'typebox'
import { amountMax, Id, Time, webAddressMax } from '../values.ts'
import { event, exampleId, exampleMemberId } from './event-type.ts'

export const tradeHoldEnded = event(
  'trade_hold.ended',
  'Units of a member can be sold, given and merged from now on; those of one moment together',
  {
    appId: Id,
    memberId: Id,
    itemId: Id,
    itemUri: Type.String({ maxLength: webAddressMax + 50 }),
    tier: Type.String({ maxLength: 40 }),
    quantity: Type.Integer({ minimum: 1, maximum: amountMax }),
    endedAt: Time,
  },
  {
    ...{ appId: exampleId, memberId: exampleMemberId, itemId: exampleId },
    itemUri: 'https://items.ember-isles.example/item?id=3300',
    ...{ tier: 'default', quantity: 4, endedAt: '2026-11-25T13:00:00.000Z' },
  },
)
