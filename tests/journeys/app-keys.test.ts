/** Keys of apps over HTTP: shown once, kept sealed, followed by the next one, ended. */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { appPermissionNames } from '../../contracts/permissions.ts'
import { freshApp } from '../world/app-inputs.ts'
import type { Caller } from '../world/caller.ts'
import { toldEvents } from '../world/told-events.ts'
import { createWorld, type World } from '../world/world.ts'

let world: World
let owner: Caller
beforeAll(async () => {
  world = await createWorld()
  owner = world.as(world.owner)
})
afterAll(() => world?.stop())

const byKey = (key: string) => world.as({ authorization: `Bearer ${key}` })
const generate = (params: { appId: string }, body: object = {}) =>
  owner.call('createAppKey', { params, body })

describe('a key of an app', () => {
  it('is shown once, opens its app, and is kept as a digest and sealed only', async () => {
    const { params } = await freshApp({ world })
    const made = await generate(params)
    expect(made.key).toMatch(/^gha_[A-Za-z0-9_-]{49}$/)
    expect(made).toMatchObject({ permissions: [...appPermissionNames], endsAt: null, lastUsedAt: null })
    expect((await byKey(made.key).call('getApp', { params })).id).toBe(params.appId)
    const listed = await owner.call('listAppKeys', { params })
    expect(listed.data.map(({ id }) => id)).toEqual([made.id])
    const kept = await sql<{ text: string }>`select key::text as text from items_app_keys key`.execute(
      world.app.ctx.db,
    )
    const everything = JSON.stringify([kept.rows, listed, await owner.call('listAuditEntries', {})])
    expect(everything).not.toContain(made.key)
    expect(everything).not.toContain(Buffer.from(made.key).toString('hex'))
  })

  it('ends at once when the next one is generated', async () => {
    const { params } = await freshApp({ world })
    const first = await generate(params)
    const second = await generate(params, { permissions: ['events.read'] })
    expect(await byKey(first.key).refusal('getApp', { params })).toBe('credential_expired')
    expect((await byKey(second.key).call('getApp', { params })).id).toBe(params.appId)
    expect((await owner.call('listAppKeys', { params })).data).toMatchObject([
      { id: second.id, permissions: ['events.read'] },
    ])
  })

  it('goes on for the overlap that was chosen, and then ends', async () => {
    const { params } = await freshApp({ world })
    const first = await generate(params)
    await generate(params, { overlapS: 3600 })
    expect((await byKey(first.key).call('getApp', { params })).id).toBe(params.appId)
    const { data } = await owner.call('listAppKeys', { params })
    expect(data.map(({ endsAt }) => endsAt === null)).toEqual([true, false])
    await world.clock.advance({ hours: 1 })
    expect(await byKey(first.key).refusal('getApp', { params })).toBe('credential_expired')
    expect((await owner.call('listAppKeys', { params })).data).toHaveLength(1)
  })

  it('limit_reached: beside one that goes on without an end there is room for one more', async () => {
    const { params } = await freshApp({ world })
    await generate(params)
    await generate(params, { overlapS: null, permissions: ['inventory.read'] })
    expect(await owner.refusal('createAppKey', { params, body: { overlapS: null } })).toBe('limit_reached')
    expect((await owner.call('listAppKeys', { params })).data).toHaveLength(2)
  })

  it('is ended by hand, once', async () => {
    const { params } = await freshApp({ world })
    const { id: keyId, key } = await generate(params)
    await owner.call('endAppKey', { params: { ...params, keyId } })
    expect(await byKey(key).refusal('getApp', { params })).toBe('credential_expired')
    expect(await owner.refusal('endAppKey', { params: { ...params, keyId } })).toBe('not_found')
  })

  it('opens nothing once its app is archived', async () => {
    const { params } = await freshApp({ world })
    const { key } = await generate(params)
    await owner.call('archiveApp', { params })
    expect(await byKey(key).refusal('getApp', { params })).toBe('unauthenticated')
    expect(await owner.refusal('listAppKeys', { params })).toBe('not_found')
  })

  it('tells of its making and its end by its masked form', async () => {
    const { params } = await freshApp({ world })
    const first = await generate(params)
    await generate(params)
    const told = (await toldEvents(world, params.appId)).filter(({ type }) => type.startsWith('app_key.'))
    expect(told.map(({ type }) => type)).toEqual(['app_key.created', 'app_key.ended', 'app_key.created'])
    expect(told[1]).toMatchObject({ data: { keyId: first.id, masked: first.masked } })
    expect(JSON.stringify(told)).not.toContain(first.key)
  })
})
