/** Inventories: what a member holds of the items of apps, and every change of it in order. */
import Type, { type Static } from 'typebox'
import { appCountMax, appTitleMax } from './apps.ts'
import { endpoint } from './endpoint.ts'
import { ImagePath } from './images.ts'
import { itemKinds, itemNameMax, itemReasonMax, tagCountMax, tagMax } from './items.ts'
import {
  amountMax,
  Id,
  inCommunity,
  nullable,
  oneOf,
  pageOf,
  pageQuery,
  Time,
  webAddressMax,
} from './values.ts'

export const changePageMax = 200
export const changeOrders = ['oldest', 'newest'] as const
export const snapshotItemsMax = 1000
/** Of the body in which a game is told one part of a snapshot. */
export const snapshotBytesMax = 256 * 1024

const Count = Type.Integer({ minimum: 0, maximum: amountMax })
const ItemUri = Type.String({ maxLength: webAddressMax + 50 })
const TierKey = Type.String({ maxLength: 40 })
export const InventorySequence = Type.Integer({
  minimum: 0,
  maximum: amountMax,
  description: 'Of the member in the app: one more for each posting that changes an available count',
})

export const itemChangeParts = {
  changeId: Id,
  memberId: Id,
  appId: Id,
  itemId: Id,
  itemUri: ItemUri,
  tier: TierKey,
  delta: Type.Integer({ minimum: -amountMax, maximum: amountMax }),
  countAfter: { ...Count, description: 'Available units' },
  ownedAfter: { ...Count, description: 'Available and held' },
  inventorySequence: InventorySequence,
  postingId: Id,
  reason: Type.String({ maxLength: itemReasonMax }),
}

export const ItemChange = Type.Object(itemChangeParts, { additionalProperties: false })
export type ItemChange = Static<typeof ItemChange>

export const InventoryChange = Type.Object(
  { ...itemChangeParts, itemName: Type.String({ maxLength: itemNameMax }), at: Time },
  { additionalProperties: false },
)
export type InventoryChange = Static<typeof InventoryChange>

const Holding = Type.Object(
  {
    appId: Id,
    itemId: Id,
    itemUri: ItemUri,
    name: Type.String({ maxLength: itemNameMax }),
    picture: nullable(ImagePath),
    tags: Type.Array(Type.String({ maxLength: tagMax }), { maxItems: tagCountMax }),
    kind: oneOf(itemKinds),
    tier: TierKey,
    seconds: nullable({ ...Count, description: 'What one unit adds, of a time-limited item' }),
    owned: { ...Count, description: 'Available and held' },
    available: Count,
    tradable: { ...Count, description: 'Available and under no trade hold' },
    tradeHeldUntil: nullable({ ...Time, description: 'When the last trade hold of it ends' }),
    activeUntil: nullable({ ...Time, description: 'Of a time-limited item that is active' }),
    held: Type.Array(
      Type.Object(
        { purpose: Type.String({ maxLength: 100 }), quantity: Count },
        { additionalProperties: false },
      ),
      { maxItems: 100 },
    ),
  },
  { additionalProperties: false },
)
export type Holding = Static<typeof Holding>

export const Inventory = Type.Object(
  {
    ...pageOf(Holding).properties,
    apps: Type.Array(
      Type.Object(
        { appId: Id, title: Type.String({ maxLength: appTitleMax }), inventorySequence: InventorySequence },
        { additionalProperties: false },
      ),
      {
        maxItems: appCountMax * 10,
        description: 'All in which the member ever had something, on every page',
      },
    ),
  },
  { additionalProperties: false },
)
export type Inventory = Static<typeof Inventory>

const MemberParams = inCommunity('memberId')

export const inventoryEndpoints = [
  endpoint({
    name: 'getInventory',
    method: 'GET',
    path: '/api/communities/{communityId}/members/{memberId}/inventory',
    summary: 'What a member holds, newest items first: one’s own always, that of others with permission',
    description:
      'A key of an app sees the holdings of its app. The `ETag` of a page changes whenever an available count of the member does, or active time on the page. Pages are read one after the other: `inventorySequence` tells whether something moved meanwhile.',
    access: { kind: 'app', permission: null, appPermission: 'inventory.read' },
    params: MemberParams,
    query: Type.Object(
      {
        ...pageQuery,
        appId: Type.Optional(Id),
        itemId: Type.Optional(Id),
        kind: Type.Optional(oneOf(itemKinds)),
        tag: Type.Optional(Type.String({ minLength: 1, maxLength: tagMax, pattern: '^[^\\u0000]*$' })),
        q: Type.Optional(
          Type.String({
            minLength: 1,
            maxLength: itemNameMax,
            pattern: '^[^\\u0000]*$',
            description: 'A part of the name',
          }),
        ),
      },
      { additionalProperties: false },
    ),
    answers: { 200: Inventory },
    refusals: ['cursor_invalid'],
  }),
  endpoint({
    name: 'listInventoryChanges',
    method: 'GET',
    path: '/api/communities/{communityId}/members/{memberId}/inventory/changes',
    summary: 'Every change of what a member holds in one app, without gaps: oldest first, or newest first',
    access: { kind: 'app', permission: null, appPermission: 'inventory.read' },
    params: MemberParams,
    query: Type.Object(
      {
        appId: Id,
        order: Type.Optional(oneOf(changeOrders, '`oldest` when left out')),
        after: Type.Optional({
          ...InventorySequence,
          description: 'The last number that was read, in that order; from its start when left out',
        }),
        limit: Type.Optional(Type.Integer({ minimum: 1, maximum: changePageMax, default: 50 })),
      },
      { additionalProperties: false },
    ),
    answers: {
      200: Type.Object(
        {
          data: Type.Array(InventoryChange, {
            maxItems: changePageMax + 100,
            description: 'Changes of one posting are never parted',
          }),
          inventorySequence: InventorySequence,
        },
        { additionalProperties: false },
      ),
    },
    refusals: [],
  }),
] as const
