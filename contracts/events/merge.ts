/** Events of merges: units that leave for a game, with the counts that changed. */
import Type from 'typebox'
import { InventorySequence, ItemChange } from '../inventory.ts'
import { itemReasonMax } from '../items.ts'
import { type MergeState, mergeParts } from '../merges.ts'
import { ActorView, Id, nullable } from '../values.ts'
import { event, exampleId, exampleMemberId } from './event-type.ts'

const payload = {
  appId: Id,
  memberId: Id,
  inventorySequence: InventorySequence,
  merge: Type.Object(mergeParts, { additionalProperties: false }),
  by: ActorView,
  reason: nullable(Type.String({ maxLength: itemReasonMax })),
  changes: Type.Array(ItemChange, { maxItems: 1, description: 'Empty where no available count changed' }),
}

const example = (
  state: MergeState,
  delta: number,
  kind: 'account' | 'app' | 'system',
  reason: string | null = null,
) => ({
  appId: exampleId,
  memberId: exampleMemberId,
  inventorySequence: 8,
  merge: {
    ...{ id: exampleId, appId: exampleId, memberId: exampleMemberId, itemId: exampleId },
    itemUri: 'https://items.ember-isles.example/item?id=3300',
    ...{ quantity: 12, state, confirmMode: 'on_2xx' as const, confirmBy: '2026-11-28T12:00:00.000Z' },
  },
  by: { kind, id: null, label: kind === 'account' ? 'Ada Lovelace' : 'Ember Isles' },
  reason,
  changes:
    delta === 0
      ? []
      : [
          {
            ...{ changeId: exampleId, memberId: exampleMemberId, appId: exampleId, itemId: exampleId },
            itemUri: 'https://items.ember-isles.example/item?id=3300',
            ...{ tier: 'default', delta, countAfter: 48 + delta, ownedAfter: 48, inventorySequence: 8 },
            ...{ postingId: exampleId, reason: 'Merge' },
          },
        ],
})

export const mergeRequested = event(
  'merge.requested',
  'A member asks to move units into a game; they are held until it has answered',
  payload,
  example('requested', -12, 'account'),
)

export const mergeConfirmed = event(
  'merge.confirmed',
  'The game took the units over: they are burned',
  payload,
  example('confirmed', 0, 'system'),
)

export const mergeRejected = event(
  'merge.rejected',
  'The game refused the units: the member has them back',
  payload,
  example('rejected', 12, 'app', 'The inventory there is full'),
)

export const mergeCanceled = event(
  'merge.canceled',
  'The member took a merge back before the game could act on it',
  payload,
  example('canceled', 12, 'account'),
)

export const mergeExpired = event(
  'merge.expired',
  'The game did not answer in time: the member has the units back',
  payload,
  example('expired', 12, 'system'),
)

export const mergeInDoubt = event(
  'merge.in_doubt',
  'The game may have taken the units and never said so: they stay held until somebody decides',
  payload,
  example('in_doubt', 0, 'system'),
)
