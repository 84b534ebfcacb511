/** Writes planned changes of locked values with their histories, and answers the events to publish. */
import type { FieldValue } from '../../../contracts/fields.ts'
import type { Context } from '../../context.ts'
import type { Transaction } from '../../platform/db/database.ts'
import type { EventActor, NewEvent } from '../../platform/events/events.ts'
import { insertHistories } from './histories.store.ts'
import { fieldValueKey } from './lock-field-values.ts'
import { upsertValues } from './values.store.ts'

export interface FieldChangeDraft {
  communityId: string
  memberId: string
  fieldId: string
  fieldKey: string
  before: FieldValue
  after: FieldValue
  source: {
    kind: 'receipt' | 'request' | 'reversal'
    id: string
    label: string
    /** Position in the mapped array, if the mapping goes through one. */
    element: number | null
    line: number
  }
  actor: EventActor
  /** How many webhooks it came through. */
  hop?: number
}

const labelLengthMax = 200

/**
 * In the order given: several changes of one value follow each other, and the last one stays. A value that was
 * set to what it was gets a line in its history, but is no event: nothing changed.
 */
export async function writeFieldChanges(
  tx: Transaction,
  ids: Context['ids'],
  changes: readonly FieldChangeDraft[],
): Promise<NewEvent<'field.changed'>[]> {
  if (changes.length === 0) return []
  const lastChanges = new Map(changes.map((change) => [fieldValueKey(change), change]))
  await upsertValues(
    tx,
    [...lastChanges.values()].map((change) => ({ ...change, value: change.after })),
  )
  await insertHistories(
    tx,
    changes.map((change) => ({ ...change, id: ids.next(), ...recordedSource(change) })),
  )
  return changes.filter((change) => change.before !== change.after).map(fieldChangedEvent)
}

function recordedSource({ source, actor }: FieldChangeDraft) {
  return {
    sourceKind: source.kind,
    sourceId: source.id,
    sourceLabel: source.label.slice(0, labelLengthMax),
    sourceElement: source.element,
    sourceLine: source.line,
    actorKind: actor.kind,
    actorId: actor.id,
    actorLabel: actor.label.slice(0, labelLengthMax),
  }
}

function fieldChangedEvent(change: FieldChangeDraft): NewEvent<'field.changed'> {
  const { communityId, memberId, fieldKey, before, after, actor, source } = change
  return {
    communityId,
    type: 'field.changed',
    subjectId: memberId,
    payload: { memberId, field: fieldKey, before, after },
    actor,
    cause: { kind: source.kind, id: source.id },
    hop: change.hop ?? 0,
  }
}
