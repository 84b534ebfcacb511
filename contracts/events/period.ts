/** Events of active time. */
import Type from 'typebox'
import { InventorySequence, ItemChange } from '../inventory.ts'
import { itemReasonMax } from '../items.ts'
import { activeItemsMax } from '../periods.ts'
import { grantQuantityMax } from '../postings.ts'
import { amountMax, Id, nullable, Time, webAddressMax } from '../values.ts'
import { event, exampleId, exampleMemberId } from './event-type.ts'

const ItemUri = Type.String({ maxLength: webAddressMax })
const period = { periodId: Id, appId: Id, memberId: Id, itemId: Id, itemUri: ItemUri }
const Seconds = Type.Integer({ minimum: 0, maximum: amountMax })
const Reason = Type.String({ maxLength: itemReasonMax })
const ActiveItem = Type.Object(
  { itemId: Id, itemUri: ItemUri, expiresAt: Time },
  { additionalProperties: false },
)

const activated = {
  ...period,
  tier: Type.String({ maxLength: 40 }),
  units: Type.Integer({ minimum: 1, maximum: grantQuantityMax }),
  secondsAdded: Seconds,
  expiresBefore: nullable({ ...Time, description: 'Of the period that was extended' }),
  expiresAt: Time,
  activeItems: Type.Array(ActiveItem, {
    maxItems: activeItemsMax,
    description: 'All of the member in this app, by address',
  }),
  changes: Type.Array(ItemChange, { minItems: 1, maxItems: 1 }),
}

const itemUri = 'https://items.ember-isles.example/item?id=4107'
const expiresAt = '2027-01-24T18:20:00.000Z'
const example = {
  periodId: exampleId,
  appId: exampleId,
  memberId: exampleMemberId,
  itemId: exampleId,
  itemUri,
}
const exampleActivation = (expiresBefore: string | null) => ({
  ...example,
  tier: 'month',
  units: 1,
  secondsAdded: 2_592_000,
  expiresBefore,
  expiresAt,
  activeItems: [{ itemId: exampleId, itemUri, expiresAt }],
  changes: [
    {
      changeId: exampleId,
      memberId: exampleMemberId,
      appId: exampleId,
      itemId: exampleId,
      itemUri,
      tier: 'month',
      delta: -1,
      countAfter: 2,
      ownedAfter: 2,
      inventorySequence: 8,
      postingId: exampleId,
      reason: 'Activated Booster',
    },
  ],
})

export const periodActivated = event(
  'period.activated',
  'A member used up units of a time-limited item: active time began',
  activated,
  exampleActivation(null),
)

export const periodExtended = event(
  'period.extended',
  'A member used up units of an item that was active: it is for longer',
  activated,
  exampleActivation('2026-12-25T18:20:00.000Z'),
)

const endedAt = '2026-11-25T12:00:00.000Z'

export const periodRevoked = event(
  'period.revoked',
  'Active time was ended by staff or the app; the units do not come back',
  { ...period, endedAt: Time, reason: Reason },
  { ...example, endedAt, reason: 'Paid with a stolen card' },
)

export const periodExpired = event(
  'period.expired',
  'Active time is over; once for each expiry',
  { ...period, endedAt: Time, reason: Type.Null() },
  { ...example, endedAt, reason: null },
)

export const periodExpiring = event(
  'period.expiring',
  'Active time will be over soon, as the item wants it told; once for each expiry',
  { ...period, expiresAt: Time, secondsLeft: Seconds },
  { ...example, expiresAt, secondsLeft: 86_400 },
)

export const periodAdjusted = event(
  'period.adjusted',
  'Active time was made longer or shorter by staff or the app',
  {
    ...period,
    expiresBefore: Time,
    expiresAt: Time,
    secondsAdded: Type.Integer({ minimum: -amountMax, maximum: amountMax }),
    reason: Reason,
  },
  { ...example, expiresBefore: endedAt, expiresAt, secondsAdded: 86_400, reason: 'The server was down' },
)

export const activeTimeChanged = event(
  'active_time.changed',
  'The active items of a member in an app, as they are now; told of apps with a webhook',
  {
    appId: Id,
    memberId: Id,
    inventorySequence: InventorySequence,
    items: Type.Array(
      Type.Object(
        {
          itemUri: ItemUri,
          expiresAt: Time,
          isActive: Type.Boolean({ description: 'False of one that has just ended' }),
        },
        { additionalProperties: false },
      ),
      { maxItems: activeItemsMax },
    ),
  },
  {
    ...{ appId: exampleId, memberId: exampleMemberId, inventorySequence: 8 },
    items: [{ itemUri, expiresAt, isActive: true }],
  },
)
