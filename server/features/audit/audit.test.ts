/** The audit log, on a real PostgreSQL. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createFeatureContext, type FeatureContext, stranger } from '../../../tests/world/feature-context.ts'
import { refusalOf } from '../../../tests/world/founded-world.ts'
import type { Actor } from '../actor.ts'
import { changesBetween, recordAudit } from './index.ts'
import { listAuditEntries } from './list-audit-entries.ts'

let ctx: FeatureContext
beforeAll(async () => {
  ctx = await createFeatureContext()
})
afterAll(() => ctx.close())

const keyOf = (communityId: string, more: Partial<Actor> = {}) =>
  stranger(ctx, { kind: 'api_key', id: ctx.ids.next(), label: 'Key', communityId, ...more })
const record = (actor: Actor, action: string, label = 'Something') =>
  ctx.inTransaction((tx) =>
    recordAudit(tx, ctx.ids, actor, {
      action,
      subject: { kind: 'thing', id: null, label },
      changes: { a: 1 },
    }),
  )

describe('an audit entry', () => {
  it('says who changed what, when, and for which reason', async () => {
    const communityId = ctx.ids.next()
    const actor = keyOf(communityId, { reason: 'Support ticket 7' })
    await record(actor, 'thing.changed')
    const { data } = await listAuditEntries(ctx, communityId, {})
    expect(data).toEqual([
      {
        id: expect.any(String),
        at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
        actor: { kind: 'api_key', id: actor.id, label: 'Key' },
        action: 'thing.changed',
        subject: { kind: 'thing', id: null, label: 'Something' },
        changes: { a: 1 },
        reason: 'Support ticket 7',
      },
    ])
  })
  it('is not kept when the change is not', async () => {
    const communityId = ctx.ids.next()
    const change = ctx.inTransaction(async (tx) => {
      const subject = { kind: 'thing', id: null, label: 'x' }
      await recordAudit(tx, ctx.ids, keyOf(communityId), { action: 'thing.changed', subject, changes: {} })
      throw new Error('taken back')
    })
    await expect(change).rejects.toThrow('taken back')
    expect((await listAuditEntries(ctx, communityId, {})).data).toEqual([])
  })
  it('keeps the change when a value holds what jsonb cannot', async () => {
    const communityId = ctx.ids.next()
    const changes = { name: { before: null, after: 'a\u0000b\ud800' } }
    const subject = { kind: 'thing', id: null, label: 'x' }
    await ctx.inTransaction((tx) =>
      recordAudit(tx, ctx.ids, keyOf(communityId), { action: 'thing.changed', subject, changes }),
    )
    const { data } = await listAuditEntries(ctx, communityId, {})
    expect(data[0]?.changes).toEqual({ name: { before: null, after: 'a\ufffdb\ufffd' } })
  })
  it('cuts a label that is too long instead of failing the change', async () => {
    const communityId = ctx.ids.next()
    await record(keyOf(communityId), 'thing.changed', 'x'.repeat(500))
    const { data } = await listAuditEntries(ctx, communityId, {})
    expect(data[0]?.subject.label).toHaveLength(200)
  })
})

describe('the list of audit entries', () => {
  it('goes from new to old in pages, for one community only', async () => {
    const communityId = ctx.ids.next()
    const actor = keyOf(communityId)
    for (const action of ['one', 'two', 'three']) await record(actor, action)
    await record(keyOf(ctx.ids.next()), 'elsewhere')
    const first = await listAuditEntries(ctx, communityId, { limit: 2 })
    expect(first.data.map(({ action }) => action)).toEqual(['three', 'two'])
    const rest = await listAuditEntries(ctx, communityId, { limit: 2, cursor: first.page.next ?? '' })
    expect(rest.data.map(({ action }) => action)).toEqual(['one'])
    expect(rest.page.next).toBeNull()
  })
  it('refuses cursor_invalid for the cursor of another community', async () => {
    const communityId = ctx.ids.next()
    for (const action of ['one', 'two']) await record(keyOf(communityId), action)
    const { page } = await listAuditEntries(ctx, communityId, { limit: 1 })
    const elsewhere = listAuditEntries(ctx, ctx.ids.next(), { limit: 1, cursor: page.next ?? '' })
    expect(await refusalOf(elsewhere)).toBe('cursor_invalid')
  })
})

describe('the changes between two states', () => {
  it('are the named values that differ', () => {
    const before = { name: 'a', tags: ['x'], kept: 1 }
    expect(changesBetween(before, { name: 'b', tags: ['x'], kept: 1 })).toEqual({
      name: { before: 'a', after: 'b' },
    })
  })
})
