/** Custom fields: their definitions, values set by hand, and who may read them; on a real PostgreSQL. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CustomField, type FieldValue, fieldCountMax } from '../../../contracts/fields.ts'
import {
  createFoundedWorld,
  type FoundedWorld,
  inside,
  keyActor,
  listFacts,
  refusalOf,
  signedIn,
} from '../../../tests/world/founded-world.ts'
import type { Actor } from '../actor.ts'
import { listAuditEntries } from '../audit/list-audit-entries.ts'
import { createMember } from '../communities/index.ts'
import { createField, type NewField } from './create-field.ts'
import { type FieldHistoryQuery, listFieldHistories } from './list-field-histories.ts'
import { listLivingFields } from './list-fields.ts'
import { listMemberFields } from './list-member-fields.ts'
import { renameField } from './rename-field.ts'
import { retireField } from './retire-field.ts'
import { setMemberField } from './set-member-field.ts'

let world: FoundedWorld
let communityId: string
beforeAll(async () => {
  world = await createFoundedWorld()
  communityId = world.communityId
})
afterAll(() => world.close())

const staff = () => keyActor(world, 'manage_fields', 'view_members')
const make = (field: Partial<NewField> & { key: string }): Promise<CustomField> =>
  createField(world.ctx, staff(), { communityId, name: field.key, type: 'numerical', ...field })
const join = async (username: string) =>
  (await createMember(world.ctx, keyActor(world, 'manage_members'), { communityId, username })).id
const set = (memberId: string, fieldId: string, value: FieldValue, actor: Actor = staff()) =>
  setMemberField(world.ctx, actor, { communityId, memberId, fieldId, value })
const histories = (actor: Actor, query: FieldHistoryQuery = {}) =>
  listFieldHistories(world.ctx, actor, communityId, query)
const valuesOf = (actor: Actor, memberId: string) =>
  listMemberFields(world.ctx, actor, { communityId, memberId })

describe('a field', () => {
  it('is created, renamed and retired, each with its audit entry', async () => {
    const field = await make({ key: 'team', name: 'Team', type: 'select', options: ['Red', 'Blue'] })
    expect(await listLivingFields(world.ctx.db, communityId)).toContainEqual(field)
    const renamed = await renameField(world.ctx, staff(), { communityId, fieldId: field.id, name: 'Squad' })
    expect(renamed).toEqual({ ...field, name: 'Squad' })
    await retireField(world.ctx, staff(), { communityId, fieldId: field.id })
    const living = await listLivingFields(world.ctx.db, communityId)
    expect(living.map(({ id }) => id)).not.toContain(field.id)
    const entries = (await listAuditEntries(world.ctx, communityId, { limit: 3 })).data
    expect(entries.map(({ action }) => action)).toEqual(['field.retired', 'field.renamed', 'field.created'])
  })
  it('refuses name_taken for the key of a living field; a retired one gives its key back', async () => {
    const { id: fieldId } = await make({ key: 'level' })
    expect(await refusalOf(make({ key: 'level' }))).toBe('name_taken')
    await retireField(world.ctx, staff(), { communityId, fieldId })
    expect(await refusalOf(make({ key: 'level' }))).toBe('done')
  })
  it('refuses validation_failed for a select field without options', async () => {
    expect(await refusalOf(make({ key: 'empty', type: 'select' }))).toBe('validation_failed')
    expect(await refusalOf(make({ key: 'empty', type: 'date', options: ['x'] }))).toBe('validation_failed')
  })
  it('takes text in any shape and keeps what can be kept', async () => {
    const odd = { key: 'odd', name: ' Odd\ud800 ', type: 'select', options: [' Red\ud800', 'Blue '] } as const
    expect(await make({ ...odd, options: [...odd.options] })).toMatchObject({
      name: 'Odd\ufffd',
      options: ['Red\ufffd', 'Blue'],
    })
  })
  it('refuses not_found for changing a field that is retired or of another community', async () => {
    const { id: fieldId } = await make({ key: 'gone' })
    const elsewhere = { communityId: world.ctx.ids.next(), fieldId }
    expect(await refusalOf(retireField(world.ctx, staff(), elsewhere))).toBe('not_found')
    await retireField(world.ctx, staff(), { communityId, fieldId })
    expect(await refusalOf(retireField(world.ctx, staff(), { communityId, fieldId }))).toBe('not_found')
    const rename = renameField(world.ctx, staff(), { communityId, fieldId, name: 'x' })
    expect(await refusalOf(rename)).toBe('not_found')
    expect(await refusalOf(set(world.ownerMemberId, fieldId, 1))).toBe('not_found')
  })
})

describe('setting a field by hand', () => {
  it('answers the change, announces field.changed, and keeps history and audit', async () => {
    const { id: fieldId } = await make({ key: 'rank', name: 'Rank' })
    const memberId = await join('ranked')
    const actor = staff()
    const change = await set(memberId, fieldId, 7, actor)
    expect(change).toMatchObject({
      memberId,
      fieldId,
      fieldKey: 'rank',
      fieldName: 'Rank',
      before: null,
      after: 7,
      source: { kind: 'request', id: actor.requestId, label: 'Set by hand' },
      actor: { kind: 'api_key', id: actor.id, label: 'Test key' },
    })
    expect((await listFacts(world, communityId)).at(-1)).toEqual({
      type: 'field.changed',
      subject_id: memberId,
      payload: { memberId, field: 'rank', before: null, after: 7 },
      actor_kind: 'api_key',
      cause_kind: 'request',
      cause_id: actor.requestId,
    })
    const [entry] = (await listAuditEntries(world.ctx, communityId, { limit: 1 })).data
    expect(entry).toMatchObject({
      action: 'member_field.set',
      changes: { rank: { before: null, after: 7 } },
    })
    const value = (await valuesOf(actor, memberId)).find((each) => each.fieldId === fieldId)
    expect(value).toMatchObject({ key: 'rank', value: 7, updatedAt: change.at })
  })
  it('to what it was keeps a history and announces nothing', async () => {
    const { id: fieldId } = await make({ key: 'still' })
    const memberId = await join('still')
    await set(memberId, fieldId, 1)
    const factsBefore = (await listFacts(world, communityId)).length
    expect(await set(memberId, fieldId, 1)).toMatchObject({ before: 1, after: 1 })
    expect(await listFacts(world, communityId)).toHaveLength(factsBefore)
  })
  it('to null clears it', async () => {
    const { id: fieldId } = await make({ key: 'cleared', type: 'single-line-text' })
    const memberId = await join('cleared')
    await set(memberId, fieldId, 'something')
    expect(await set(memberId, fieldId, null)).toMatchObject({ before: 'something', after: null })
  })
  it('refuses value_does_not_fit, and nothing changes', async () => {
    const { id: fieldId } = await make({ key: 'strict' })
    const memberId = await join('strict')
    expect(await refusalOf(set(memberId, fieldId, 'many'))).toBe('value_does_not_fit')
    const value = (await valuesOf(staff(), memberId)).find((each) => each.fieldId === fieldId)
    expect(value).toMatchObject({ value: null, updatedAt: null })
    expect((await histories(staff(), { memberId })).data).toEqual([])
  })
  it('refuses not_found for a member of nobody', async () => {
    const { id: fieldId } = await make({ key: 'lonely' })
    expect(await refusalOf(set(world.ctx.ids.next(), fieldId, 1))).toBe('not_found')
  })
})

describe('reading fields', () => {
  it('shows members their own values and histories, and nobody else’s', async () => {
    const { id: fieldId } = await make({ key: 'private' })
    const other = await join('other')
    await set(other, fieldId, 1)
    await set(world.ownerMemberId, fieldId, 2)
    const owner = await inside(world, signedIn(world, world.ownerAccountId, 'Owner'))
    const plain = { ...owner, permissions: 0n }
    expect((await histories(plain, { fieldId })).data.map(({ after }) => after)).toEqual([2])
    expect((await valuesOf(plain, world.ownerMemberId)).length).toBeGreaterThan(0)
    expect(await refusalOf(valuesOf(plain, other))).toBe('forbidden')
    expect(await refusalOf(histories(plain, { memberId: other }))).toBe('forbidden')
    expect((await histories(owner, { fieldId })).data.map(({ after }) => after)).toEqual([2, 1])
  })
  it('refuses forbidden for a key without the permission, and not_found for a member of nobody', async () => {
    expect(await refusalOf(histories(keyActor(world)))).toBe('forbidden')
    expect(await refusalOf(valuesOf(staff(), world.ctx.ids.next()))).toBe('not_found')
  })
  it('goes through histories in pages, newest first, also of retired fields', async () => {
    const { id: fieldId } = await make({ key: 'paged' })
    const memberId = await join('paged')
    for (const value of [1, 2, 3]) await set(memberId, fieldId, value)
    await retireField(world.ctx, staff(), { communityId, fieldId })
    const first = await histories(staff(), { memberId, fieldId, limit: 2 })
    expect(first.data.map(({ before, after }) => [before, after])).toEqual([
      [2, 3],
      [1, 2],
    ])
    const cursor = first.page.next ?? ''
    const rest = await histories(staff(), { memberId, fieldId, limit: 2, cursor })
    expect(rest.data.map(({ after }) => after)).toEqual([1])
    expect(rest.page.next).toBeNull()
    expect(await refusalOf(histories(staff(), { memberId, cursor }))).toBe('cursor_invalid')
  })
})

describe('a full community', () => {
  it('refuses field_limit_reached', async () => {
    const living = (await listLivingFields(world.ctx.db, communityId)).length
    for (let made = living; made < fieldCountMax - 1; made += 1) await make({ key: `filler-${made}` })
    const lastTwo = [refusalOf(make({ key: 'last-a' })), refusalOf(make({ key: 'last-b' }))]
    expect((await Promise.all(lastTwo)).sort()).toEqual(['done', 'field_limit_reached'])
    expect(await listLivingFields(world.ctx.db, communityId)).toHaveLength(fieldCountMax)
    expect(await refusalOf(make({ key: 'last-a' }))).toBe('name_taken')
  })
})
