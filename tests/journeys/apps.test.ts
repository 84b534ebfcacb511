/** Apps over HTTP: what they say of themselves, how they are approved, who sees them, and what they refuse. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { appCountMax } from '../../contracts/apps.ts'
import { appKey, approvedApp, freshApp, gamePage } from '../world/app-inputs.ts'
import type { Caller } from '../world/caller.ts'
import { liveItem } from '../world/item-inputs.ts'
import { toldEvents } from '../world/told-events.ts'
import { createWorld, type World } from '../world/world.ts'

let world: World
let owner: Caller
beforeAll(async () => {
  world = await createWorld()
  owner = world.as(world.owner)
})
afterAll(() => world?.stop())

let count = 0
const create = (more: object = {}) =>
  owner.call('createApp', { body: { title: `Isles ${++count}`, appUrl: gamePage, ...more } })
const eventsOf = (appId: string) => toldEvents(world, appId)

describe('an app', () => {
  it('begins as a draft with a number of its own, and tells of itself', async () => {
    const app = await create({ title: ' Ember Isles ', description: 'Islands.\nDragons.', isVisible: true })
    expect(app).toMatchObject({ title: 'Ember Isles', state: 'draft', stateReason: null, isVisible: true })
    expect(app).toMatchObject({ imageUrl: null, description: 'Islands.\nDragons.', lastCalledAt: null })
    expect(app.clientId).toMatch(/^[1-9][0-9]{5,11}$/)
    expect((await eventsOf(app.id)).map(({ type }) => type)).toEqual(['app.created'])
    const { data } = await owner.call('listAuditEntries', { query: { limit: 5 } })
    expect(data[0]).toMatchObject({ action: 'app.created', subject: { id: app.id } })
  })

  it('is changed by whoever has seen its last revision, and tells what it says then', async () => {
    const { id: appId, clientId } = await create()
    const params = { appId }
    const read = await owner.reply('getApp', { params })
    const headers = { 'if-match': read.headers.etag ?? '' }
    const body = { imageUrl: 'https://game.example/icon.png', isVisible: true }
    const changed = await owner.call('updateApp', { params, body, headers })
    expect(changed).toMatchObject({ ...body, clientId, revision: 2 })
    expect(await owner.refusal('updateApp', { params, body: { isVisible: false }, headers })).toBe(
      'revision_mismatch',
    )
    // What is so already makes no revision and no event.
    expect((await owner.call('updateApp', { params, body })).revision).toBe(2)
    expect((await eventsOf(appId)).filter(({ type }) => type === 'app.updated')).toHaveLength(1)
  })

  it('takes no address that is none, or that holds a password', async () => {
    const wrong = { title: 'Wrong', appUrl: 'https://me:secret@game.example', imageUrl: 'https://[' }
    const { code, errors } = await owner.problem('createApp', { body: wrong })
    expect(code).toBe('validation_failed')
    expect(errors?.map(({ pointer }) => pointer)).toEqual(['/appUrl', '/imageUrl'])
    const { params } = await freshApp({ world })
    expect(await owner.refusal('updateApp', { params, body: { appUrl: 'http://%' } })).toBe(
      'validation_failed',
    )
  })

  it('title_taken: titles differ, without regard to case, until an app is archived', async () => {
    const { id: appId } = await create({ title: 'Twin' })
    const again = { body: { title: ' tWiN', appUrl: gamePage } }
    expect(await owner.refusal('createApp', again)).toBe('title_taken')
    const { params } = await freshApp({ world })
    expect(await owner.refusal('updateApp', { params, body: { title: 'TWIN' } })).toBe('title_taken')
    await owner.call('archiveApp', { params: { appId } })
    expect((await owner.call('createApp', again)).title).toBe('tWiN')
    expect(await owner.refusal('getApp', { params: { appId } })).toBe('not_found')
    expect((await eventsOf(appId)).map(({ type }) => type)).toContain('app.archived')
  })
})

it('app_in_use: it is not archived while units of its items are in circulation', async () => {
  const { appId, params } = await liveItem({ world })
  const { itemId } = params
  const post = (op: 'grant' | 'take') => {
    const operations = [{ op, memberId: world.ownerMemberId, itemId, quantity: 2 }]
    return owner.call('postUnits', { params: { appId }, body: { operations, reason: 'A test' } })
  }
  await post('grant')
  expect(await owner.refusal('archiveApp', { params: { appId } })).toBe('app_in_use')
  await post('take')
  await owner.call('archiveApp', { params: { appId } })
  expect(await owner.refusal('getApp', { params: { appId } })).toBe('not_found')
})

describe('approval', () => {
  it('is asked for by who manages apps, and given or refused with a reason by who approves them', async () => {
    const maker = world.as((await world.staff('Maker', ['manage_apps'])).credential)
    const judge = world.as((await world.staff('Judge', ['approve_apps'])).credential)
    const { id: appId } = await maker.call('createApp', { body: { title: 'Judged', appUrl: gamePage } })
    const params = { appId }
    expect(await maker.refusal('approveApp', { params })).toBe('forbidden')
    expect(await judge.refusal('submitApp', { params })).toBe('forbidden')
    expect((await maker.call('submitApp', { params })).state).toBe('pending')
    expect((await judge.call('listApps', { query: { state: 'pending' } })).data.map(({ id }) => id)).toEqual([
      appId,
    ])
    const body = { reason: 'The page does not open' }
    expect(await judge.call('rejectApp', { params, body })).toMatchObject({
      state: 'rejected',
      stateReason: body.reason,
    })
    await maker.call('submitApp', { params })
    expect((await maker.call('withdrawApp', { params })).state).toBe('draft')
    await maker.call('submitApp', { params })
    expect(await judge.call('approveApp', { params })).toMatchObject({ state: 'approved', stateReason: null })
    await judge.call('suspendApp', { params, body: { reason: 'Issued twice' } })
    expect((await judge.call('resumeApp', { params })).state).toBe('approved')
    const types = (await eventsOf(appId)).map(({ type }) => type.replace('app.', ''))
    expect(types.filter((type) => type !== 'created').sort()).toEqual(
      [
        'submitted',
        'rejected',
        'submitted',
        'withdrawn',
        'submitted',
        'approved',
        'suspended',
        'resumed',
      ].sort(),
    )
  })

  it('needs no request where whoever made the app may give it', async () => {
    const { id: appId } = await create()
    expect((await owner.call('approveApp', { params: { appId } })).state).toBe('approved')
  })

  it('wrong_state: no step of it works from a state that it does not start from', async () => {
    const draft = await freshApp({ world })
    const approved = await approvedApp({ world })
    const because = { body: { reason: 'A test' } }
    expect(await owner.refusal('withdrawApp', draft)).toBe('wrong_state')
    expect(await owner.refusal('rejectApp', { ...draft, ...because })).toBe('wrong_state')
    expect(await owner.refusal('suspendApp', { ...draft, ...because })).toBe('wrong_state')
    expect(await owner.refusal('resumeApp', draft)).toBe('wrong_state')
    expect(await owner.refusal('submitApp', approved)).toBe('wrong_state')
    const { code, detail } = await owner.problem('approveApp', approved)
    expect(code).toBe('wrong_state')
    expect(detail).toContain('approved')
  })
})

describe('who sees apps', () => {
  it('members see what is approved, in lists only what is visible; staff sees all', async () => {
    const plain = world.as((await world.staff('Plain', [])).credential)
    const hidden = await approvedApp({ world })
    const { id: appId } = await create({ isVisible: true })
    const shown = async () =>
      (await plain.call('listApps', { query: { limit: 200 } })).data.map(({ id }) => id)
    expect(await shown()).not.toContain(appId)
    expect(await plain.refusal('getApp', { params: { appId } })).toBe('not_found')
    await owner.call('approveApp', { params: { appId } })
    expect(await shown()).toContain(appId)
    expect(await shown()).not.toContain(hidden.params.appId)
    expect((await plain.call('getApp', hidden)).state).toBe('approved')
    const all = (await owner.call('listApps', { query: { limit: 200 } })).data.map(({ id }) => id)
    expect(all).toEqual(expect.arrayContaining([appId, hidden.params.appId]))
  })

  it('a key of an app sees that app, in any state, and when it was last called only insiders see', async () => {
    const own = await freshApp({ world })
    const other = await approvedApp({ world })
    const app = world.as(await appKey(world, own.params.appId, ['events.read']))
    expect((await app.call('listApps', {})).data.map(({ id }) => id)).toEqual([own.params.appId])
    expect(await app.refusal('getApp', other)).toBe('not_found')
    await expect.poll(async () => (await owner.call('getApp', own)).lastCalledAt).not.toBeNull()
    await owner.call('approveApp', own)
    const plain = world.as((await world.staff('Curious', [])).credential)
    expect((await plain.call('getApp', own)).lastCalledAt).toBeNull()
  })

  it('cursor_invalid: a cursor goes with the filter it was made with', async () => {
    const { page } = await owner.call('listApps', { query: { limit: 1 } })
    const query = { limit: 1, cursor: page.next ?? '', state: 'draft' as const }
    expect(await owner.refusal('listApps', { query })).toBe('cursor_invalid')
    expect(
      (await owner.call('listApps', { query: { limit: 1, cursor: page.next ?? '' } })).data,
    ).toHaveLength(1)
  })
})

it('limit_reached: a community holds so many apps', async () => {
  const { id: communityId } = await owner.call('createCommunity', { body: { name: 'Full of games' } })
  const params = { communityId }
  const make = (title: string) => owner.reply('createApp', { params, body: { title, appUrl: gamePage } })
  for (let made = 0; made < appCountMax; made++) expect((await make(`Game ${made}`)).status).toBe(201)
  const body = { title: 'One more', appUrl: gamePage }
  expect(await owner.refusal('createApp', { params, body })).toBe('limit_reached')
})
