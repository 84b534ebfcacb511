/** Items: the catalog of an app. Each tier of an item is an asset of the ledger. */
import Type, { type Static } from 'typebox'
import { AppParams } from './apps.ts'
import { appAccess, appReadAccess, endpoint, needs } from './endpoint.ts'
import { ImagePath, imageAddress } from './images.ts'
import {
  amountMax,
  Id,
  inCommunity,
  line,
  nullable,
  oneOf,
  pageOf,
  pageQuery,
  Time,
  text,
  webAddress,
  webAddressMax,
} from './values.ts'

export const appAssetCountMax = 10_000
export const tierCountMax = 20
export const tierSecondsMin = 60
export const tierSecondsMax = 10 * 366 * 24 * 3600
export const itemNameMax = 100
export const itemDescriptionMax = 2000
export const tagCountMax = 20
export const tagMax = 40
export const attributesBytesMax = 16 * 1024
export const attributesDepthMax = 16
export const royaltyBpsMax = 5000
export const tradeHoldSecondsMax = 30 * 24 * 3600
export const expiringNoticeSecondsMax = 30 * 24 * 3600
export const itemReasonMax = 200

/** Usable while held; moved into the game by a merge; used up by activation, which adds time. */
export const itemKinds = ['permanent', 'mergeable', 'time_limited'] as const
export type ItemKind = (typeof itemKinds)[number]
export const itemStates = ['draft', 'live', 'retired'] as const
export type ItemState = (typeof itemStates)[number]
export const capCountings = ['circulating', 'issued_ever'] as const

const TierKey = Type.String({ minLength: 1, maxLength: 40, pattern: '^[a-z0-9][a-z0-9_-]*$' })
const seconds = Type.Integer({ minimum: tierSecondsMin, maximum: tierSecondsMax })

const TierInput = Type.Object(
  {
    key: TierKey,
    seconds: { ...seconds, description: 'What one unit adds' },
    uri: Type.Optional(nullable(webAddress('Its own address; without one, that of the item and the key'))),
  },
  { additionalProperties: false },
)

const Tier = Type.Object(
  {
    key: TierKey,
    seconds: nullable(seconds),
    uri: Type.String({
      maxLength: webAddressMax + 50,
      description: 'By which the wire of the game names it',
    }),
    asset: Type.String({ maxLength: 50, description: 'Its asset on the ledger' }),
  },
  { additionalProperties: false },
)

const holdSeconds = Type.Integer({ minimum: 0, maximum: tradeHoldSecondsMax })
const TradeHoldS = Type.Object(
  { grant: holdSeconds, purchase: holdSeconds, gift: holdSeconds },
  {
    additionalProperties: false,
    description: 'For how many seconds units that came so can be used but not sold, given or merged',
  },
)
const RoyaltyReceiver = Type.Union([
  Type.Object({ kind: Type.Literal('app') }, { additionalProperties: false }),
  Type.Object({ kind: Type.Literal('member'), memberId: Id }, { additionalProperties: false }),
])
const attributes = (description: string) => Type.Unsafe<Readonly<Record<string, unknown>>>({ description })

const settings = {
  name: line(itemNameMax),
  description: text(itemDescriptionMax),
  imageUrl: nullable(imageAddress('Of a picture')),
  tags: Type.Array(line(tagMax), { maxItems: tagCountMax, uniqueItems: true }),
  attributes: attributes('A JSON object that everybody may read: at most 16 KiB, 16 levels deep'),
  serverAttributes: attributes('The same, for keys of the app and staff only'),
  isGiftable: Type.Boolean(),
  isMarketable: Type.Boolean(),
  isMintable: Type.Boolean({ description: 'Whether units can be put up for sale from within the game' }),
  supplyCap: nullable(Type.Integer({ minimum: 1, maximum: amountMax })),
  capCounts: oneOf(capCountings, 'Whether units that were taken out make room for others'),
  maxPerMember: nullable(Type.Integer({ minimum: 1, maximum: amountMax, description: 'Units of each tier' })),
  royaltyBps: nullable(
    Type.Integer({
      minimum: 0,
      maximum: royaltyBpsMax,
      description: 'In 1/10,000 of the price; null for what the community has by default',
    }),
  ),
  royaltyReceiver: RoyaltyReceiver,
  currencies: Type.Array(Type.String({ minLength: 1, maxLength: 50 }), {
    minItems: 1,
    maxItems: 20,
    uniqueItems: true,
    description: 'Codes of what it may be sold for; never `xp`',
  }),
  tradeHoldS: TradeHoldS,
  expiringNoticeS: Type.Integer({ minimum: 0, maximum: expiringNoticeSecondsMax }),
}
const ItemSettings = Type.Object(settings, { additionalProperties: false })
export type ItemSettings = Static<typeof ItemSettings>

const itemUri = webAddress('Which the game recognizes; kept as it is written, for good')

/** What everybody may know of an item; also told by its events. */
export const itemPublicParts = {
  id: Id,
  appId: Id,
  itemUri: Type.String({ maxLength: webAddressMax }),
  kind: oneOf(itemKinds),
  state: oneOf(itemStates),
  frozenAt: nullable(Time),
  name: Type.String({ maxLength: itemNameMax }),
}

const Shown = Type.Object(
  {
    description: Type.String({ maxLength: itemDescriptionMax }),
    picture: nullable(ImagePath),
    attributes: settings.attributes,
  },
  {
    additionalProperties: false,
    description: 'What members see: the fields of the item, completed by what its address says',
  },
)

export const Item = Type.Object(
  {
    ...itemPublicParts,
    ...settings,
    serverAttributes: nullable(settings.serverAttributes),
    shown: Shown,
    frozenReason: nullable(Type.String({ maxLength: itemReasonMax })),
    tiers: Type.Array(Tier, { maxItems: tierCountMax }),
    revision: Type.Integer({ minimum: 1, maximum: amountMax }),
    createdAt: Time,
    updatedAt: Time,
  },
  { additionalProperties: false },
)
export type Item = Static<typeof Item>

const optional = {
  description: Type.Optional(settings.description),
  imageUrl: Type.Optional(settings.imageUrl),
  tags: Type.Optional(settings.tags),
  attributes: Type.Optional(settings.attributes),
  serverAttributes: Type.Optional(settings.serverAttributes),
  isGiftable: Type.Optional(settings.isGiftable),
  isMarketable: Type.Optional(settings.isMarketable),
  isMintable: Type.Optional(settings.isMintable),
  supplyCap: Type.Optional(settings.supplyCap),
  capCounts: Type.Optional(settings.capCounts),
  maxPerMember: Type.Optional(settings.maxPerMember),
  royaltyBps: Type.Optional(settings.royaltyBps),
  royaltyReceiver: Type.Optional(settings.royaltyReceiver),
  currencies: Type.Optional(settings.currencies),
  tradeHoldS: Type.Optional(settings.tradeHoldS),
  expiringNoticeS: Type.Optional(settings.expiringNoticeS),
}
const tiers = Type.Array(TierInput, {
  minItems: 1,
  maxItems: tierCountMax,
  description: 'Of a time-limited item, and of no other',
})

const ItemParams = inCommunity('itemId')
const ofItem = '/api/communities/{communityId}/items/{itemId}'

export const itemEndpoints = [
  endpoint({
    name: 'listItems',
    method: 'GET',
    path: '/api/communities/{communityId}/apps/{appId}/items',
    summary: 'List the items of an app, newest first; drafts are seen by staff and the app only',
    access: appReadAccess,
    params: AppParams,
    query: Type.Object(
      {
        ...pageQuery,
        kind: Type.Optional(oneOf(itemKinds)),
        state: Type.Optional(oneOf(itemStates)),
        tag: Type.Optional(Type.String({ minLength: 1, maxLength: tagMax, pattern: '^[^\\u0000]*$' })),
        q: Type.Optional(Type.String({ minLength: 1, maxLength: itemNameMax, pattern: '^[^\\u0000]*$' })),
      },
      { additionalProperties: false },
    ),
    answers: { 200: pageOf(Item) },
    refusals: ['cursor_invalid'],
  }),
  endpoint({
    name: 'createItem',
    method: 'POST',
    path: '/api/communities/{communityId}/apps/{appId}/items',
    summary: 'Add an item to the catalog of an app, as a draft',
    access: appAccess('manage_apps', 'catalog.write'),
    params: AppParams,
    body: Type.Object(
      {
        itemUri,
        kind: oneOf(itemKinds, 'For good'),
        name: settings.name,
        ...optional,
        tiers: Type.Optional(tiers),
      },
      { additionalProperties: false },
    ),
    answers: { 201: Item },
    refusals: ['uri_taken', 'limit_reached', 'wrong_kind', 'app_suspended'],
  }),
  endpoint({
    name: 'getItem',
    method: 'GET',
    path: ofItem,
    summary: 'Read one item',
    access: appReadAccess,
    params: ItemParams,
    answers: { 200: Item },
    refusals: [],
    revisioned: true,
  }),
  endpoint({
    name: 'updateItem',
    method: 'PATCH',
    path: ofItem,
    summary: 'Change an item; what units were issued of stays as it is',
    access: appAccess('manage_apps', 'catalog.write'),
    params: ItemParams,
    body: Type.Object(
      { name: Type.Optional(settings.name), ...optional, tiers: Type.Optional(tiers) },
      { additionalProperties: false, minProperties: 1 },
    ),
    answers: { 200: Item },
    refusals: [
      'uri_taken',
      'limit_reached',
      'wrong_kind',
      'fixed_field',
      'app_suspended',
      'revision_mismatch',
    ],
    revisioned: true,
  }),
  endpoint({
    name: 'publishItem',
    method: 'POST',
    path: `${ofItem}/publication`,
    summary: 'Publish a draft: from now on units can be issued',
    access: needs('manage_apps'),
    params: ItemParams,
    answers: { 200: Item },
    refusals: ['wrong_state', 'app_suspended'],
  }),
  endpoint({
    name: 'retireItem',
    method: 'POST',
    path: `${ofItem}/retirement`,
    summary: 'Retire a live item for good: nothing more is issued, what members hold stays theirs',
    access: needs('manage_apps'),
    params: ItemParams,
    answers: { 200: Item },
    refusals: ['wrong_state', 'app_suspended'],
  }),
  endpoint({
    name: 'freezeItem',
    method: 'POST',
    path: `${ofItem}/freeze`,
    summary: 'Freeze a live item: for now nothing is issued and nothing of it moves',
    access: needs('approve_apps'),
    params: ItemParams,
    body: Type.Object({ reason: line(itemReasonMax) }, { additionalProperties: false }),
    answers: { 200: Item },
    refusals: ['wrong_state'],
  }),
  endpoint({
    name: 'thawItem',
    method: 'DELETE',
    path: `${ofItem}/freeze`,
    summary: 'End the freeze of an item',
    access: needs('approve_apps'),
    params: ItemParams,
    answers: { 200: Item },
    refusals: ['wrong_state'],
  }),
] as const
