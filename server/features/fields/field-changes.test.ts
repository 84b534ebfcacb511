/** Changes of many field values at once, by many writers at once, on a real PostgreSQL. */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FieldValue } from '../../../contracts/fields.ts'
import { createFeatureContext, type FeatureContext } from '../../../tests/world/feature-context.ts'
import type { NewEvent } from '../../platform/events/events.ts'
import { planFieldChange } from './fields.rules.ts'
import { fieldValueKey, lockFieldValues } from './lock-field-values.ts'
import type { WantedFieldValue } from './values.store.ts'
import { type FieldChangeDraft, writeFieldChanges } from './write-field-changes.ts'

let ctx: FeatureContext
beforeAll(async () => {
  ctx = await createFeatureContext()
})
afterAll(() => ctx.close())

const newValue = () => ({
  communityId: ctx.ids.next(),
  memberId: ctx.ids.next(),
  fieldId: ctx.ids.next(),
})

function draft(wanted: WantedFieldValue, before: FieldValue, after: FieldValue): FieldChangeDraft {
  const source = { kind: 'receipt', id: ctx.ids.next(), label: 'Match results', element: 3, line: 1 } as const
  return {
    ...wanted,
    fieldKey: 'kills',
    before,
    after,
    source,
    actor: { kind: 'webhook', id: ctx.ids.next(), label: 'Match results' },
  }
}

/** One batch: adds 1 to every wanted value, in the order given. */
function addOne(wanted: readonly WantedFieldValue[]): Promise<NewEvent[]> {
  return ctx.inTransaction(async (tx) => {
    const values = await lockFieldValues(tx, wanted)
    const changes = wanted.map((each) => {
      const before = values.get(fieldValueKey(each)) ?? null
      const plan = planFieldChange({ type: 'numerical' }, before, 'add', 1)
      if (!plan.ok) throw new Error(plan.detail)
      values.set(fieldValueKey(each), plan.after)
      return draft(each, before, plan.after)
    })
    return writeFieldChanges(tx, ctx.ids, changes)
  })
}

async function storedValues(wanted: readonly WantedFieldValue[]): Promise<FieldValue[]> {
  const values = await ctx.inTransaction((tx) => lockFieldValues(tx, wanted))
  return wanted.map((each) => values.get(fieldValueKey(each)) ?? null)
}

async function storedHistories(communityId: string) {
  const found = await sql<{
    before: FieldValue
    after: FieldValue
    source_line: number
    source_element: number
  }>`
    select before, after, source_line, source_element
    from fields_histories where community_id = ${communityId} order by id`.execute(ctx.db)
  return found.rows
}

describe('changes of field values', () => {
  it('of several communities are written in one batch, and answer their events', async () => {
    const wanted = [newValue(), newValue(), newValue()]
    const events = await addOne(wanted)
    expect(await storedValues(wanted)).toEqual([1, 1, 1])
    expect(events).toMatchObject(
      wanted.map(({ communityId, memberId }) => ({
        communityId,
        type: 'field.changed',
        subjectId: memberId,
        payload: { memberId, field: 'kills', before: null, after: 1 },
        cause: { kind: 'receipt' },
      })),
    )
    expect(await storedHistories(wanted[0]?.communityId ?? '')).toEqual([
      { before: null, after: 1, source_line: 1, source_element: 3 },
    ])
  })
  it('of one value follow each other within a batch, and the last one stays', async () => {
    const one = newValue()
    const events = await addOne([one, one, one])
    expect(await storedValues([one])).toEqual([3])
    expect(events).toHaveLength(3)
    const steps = (await storedHistories(one.communityId)).map(({ before, after }) => [before, after])
    expect(steps).toEqual([
      [null, 1],
      [1, 2],
      [2, 3],
    ])
  })
  it('to the same value keep a history and are no event', async () => {
    const one = newValue()
    const events = await ctx.inTransaction((tx) => writeFieldChanges(tx, ctx.ids, [draft(one, 5, 5)]))
    expect(events).toEqual([])
    expect(await storedHistories(one.communityId)).toHaveLength(1)
  })
  it('keep every kind of value as it was', async () => {
    const values = ["“text” \\ ' , {} null", '', 0.1, -7, '12345678901234567890.5', true, false, null]
    const wanted = values.map(() => newValue())
    await ctx.inTransaction((tx) =>
      writeFieldChanges(
        tx,
        ctx.ids,
        wanted.map((each, index) => draft(each, null, values[index] ?? null)),
      ),
    )
    expect(await storedValues(wanted)).toEqual(values)
  })
  it('by first writers at once are never lost', async () => {
    const one = newValue()
    await Promise.all(Array.from({ length: 12 }, () => addOne([one])))
    expect(await storedValues([one])).toEqual([12])
  })
  it('by writers who want the same values in different orders neither deadlock nor are lost', async () => {
    const wanted = Array.from({ length: 8 }, newValue)
    const known = wanted.slice(0, 4)
    await addOne(known)
    const rounds = Array.from({ length: 16 }, (_, round) => {
      const turned = [...wanted.slice(round % 8), ...wanted.slice(0, round % 8)]
      return addOne(round % 2 === 0 ? turned : turned.toReversed())
    })
    await Promise.all(rounds)
    expect(await storedValues(wanted)).toEqual([17, 17, 17, 17, 16, 16, 16, 16])
  })
  it('of nothing ask the database nothing', async () => {
    expect(await ctx.inTransaction((tx) => lockFieldValues(tx, []))).toEqual(new Map())
    expect(await ctx.inTransaction((tx) => writeFieldChanges(tx, ctx.ids, []))).toEqual([])
  })
})
