/** What the address of an item says of it: fetched, kept as plain text, and shown where the catalog says nothing. */
import Type, { type Static } from 'typebox'
import { appAccess, appReadAccess, endpoint } from './endpoint.ts'
import { itemDescriptionMax, itemNameMax } from './items.ts'
import { Id, inCommunity, nullable, oneOf, Time, text, webAddressMax } from './values.ts'

export const refreshPauseS = 60
export const failureReasonMax = 300

/**
 * - `never`: it has not been fetched yet
 * - `fresh`, `stale`: what it said is shown, and is fetched again when somebody looks at a stale one
 * - `failing`: it does not answer well; what it said before is shown for seven days
 * - `not_json`: it answers, and says nothing that is understood; the catalog's own fields are used
 */
export const metadataStates = ['never', 'fresh', 'stale', 'failing', 'not_json'] as const
export type MetadataState = (typeof metadataStates)[number]

const address = nullable(Type.String({ maxLength: webAddressMax }))
const Attributes = Type.Unsafe<Readonly<Record<string, unknown>>>({ description: 'A JSON object' })

const Said = Type.Object(
  {
    name: nullable(
      Type.String({ maxLength: itemNameMax, description: 'Told, and never used: items have a name' }),
    ),
    description: nullable(text(itemDescriptionMax)),
    imageUrl: address,
    externalUrl: address,
    animationUrl: address,
    attributes: Attributes,
  },
  { additionalProperties: false },
)

export const ItemMetadata = Type.Object(
  {
    itemId: Id,
    state: oneOf(metadataStates),
    isWaiting: Type.Boolean({ description: 'Whether it is about to be fetched' }),
    fetchedAt: nullable({ ...Time, description: 'When the address last answered well' }),
    staleAt: nullable({ ...Time, description: 'When it is fetched again at the next look, or tried again' }),
    failingSince: nullable(Time),
    reason: nullable(Type.String({ maxLength: failureReasonMax, description: 'Why it fails' })),
    said: nullable({ ...Said, description: 'What the address said last, as far as it is kept' }),
    imageProblem: nullable(
      Type.String({ maxLength: failureReasonMax, description: 'Why the picture is not shown' }),
    ),
  },
  { additionalProperties: false },
)
export type ItemMetadata = Static<typeof ItemMetadata>

const ItemParams = inCommunity('itemId')
const ofItem = '/api/communities/{communityId}/items/{itemId}'

export const itemMetadataEndpoints = [
  endpoint({
    name: 'getItemMetadata',
    method: 'GET',
    path: `${ofItem}/metadata`,
    summary: 'What the address of an item says of it, and how fetching it fares',
    description:
      'The address is asked with GET for a JSON object with `name`, `description`, `image`, `external_url`, `animation_url` and `attributes` or `properties`, all optional: 64 KiB at most. `Cache-Control` is heeded between five minutes and a day.',
    access: appReadAccess,
    params: ItemParams,
    answers: { 200: ItemMetadata },
    refusals: [],
  }),
  endpoint({
    name: 'refreshItemMetadata',
    method: 'POST',
    path: `${ofItem}/metadata-refreshes`,
    summary: 'Have the address of an item fetched now; once a minute',
    access: appAccess('manage_apps', 'catalog.write'),
    params: ItemParams,
    answers: { 202: ItemMetadata },
    refusals: ['too_soon'],
  }),
] as const
