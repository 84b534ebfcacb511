/** Events of the catalog: items and their state. What moves units is told by item.granted and item.taken. */
import Type from 'typebox'
import { itemPublicParts, itemReasonMax } from '../items.ts'
import { nullable } from '../values.ts'
import { event, exampleId } from './event-type.ts'

const payload = {
  item: Type.Object(itemPublicParts, { additionalProperties: false }),
  changed: Type.Array(Type.String({ maxLength: 40 }), { maxItems: 40, description: 'Names of fields' }),
  reason: nullable(Type.String({ maxLength: itemReasonMax })),
}

const example = <const State extends 'draft' | 'live' | 'retired'>(
  state: State,
  { changed = [] as string[], reason = null as string | null, frozenAt = null as string | null } = {},
) => ({
  item: {
    id: exampleId,
    appId: exampleId,
    itemUri: 'https://items.ember-isles.example/item?id=3300',
    kind: 'mergeable' as const,
    state,
    frozenAt,
    name: 'Ember shard',
  },
  changed,
  reason,
})

export const itemCreated = event(
  'item.created',
  'An item was added to the catalog of an app, as a draft',
  payload,
  example('draft'),
)

export const itemUpdated = event(
  'item.updated',
  'Fields of an item were changed',
  payload,
  example('live', { changed: ['name'] }),
)

export const itemPublished = event(
  'item.published',
  'An item is live: units of it can be issued',
  payload,
  example('live'),
)

export const itemRetired = event(
  'item.retired',
  'Nothing more is issued of an item; what members hold stays theirs',
  payload,
  example('retired'),
)

export const itemFrozen = event(
  'item.frozen',
  'For now nothing of an item is issued, and nothing moves',
  payload,
  example('live', { reason: 'Units were copied', frozenAt: '2026-11-25T12:00:00.000Z' }),
)

export const itemThawed = event('item.thawed', 'The freeze of an item ended', payload, example('live'))

export const itemMetadataChanged = event(
  'item.metadata_changed',
  'What members see of an item is something else, because its address says so; `changed` names the parts',
  payload,
  example('live', { changed: ['image', 'attributes'] }),
)
