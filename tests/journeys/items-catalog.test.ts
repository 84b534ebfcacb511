/** The catalog of an app over HTTP: items and their tiers, who sees them, how they change, and what is refused. */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { appAssetCountMax } from '../../contracts/items.ts'
import { appKey, approvedApp } from '../world/app-inputs.ts'
import type { Caller } from '../world/caller.ts'
import { booster, freshItem, granted, liveItem, newItem, week } from '../world/item-inputs.ts'
import { toldEvents } from '../world/told-events.ts'
import { createWorld, type World } from '../world/world.ts'

let world: World
let owner: Caller
beforeAll(async () => {
  world = await createWorld()
  owner = world.as(world.owner)
})
afterAll(() => world?.stop())

/** So many tiers at once, written as no caller can. */
const fillCatalog = (appId: string, tierCount: number) =>
  sql`
    insert into items_tiers (community_id, id, app_id, item_id, key, asset)
    select ${world.communityId}, gen_random_uuid(), ${appId}, gen_random_uuid(), 'default', 'item:' || number
    from generate_series(1, ${tierCount}) as number`.execute(world.app.ctx.db)

const because = { reason: 'A test' }

describe('an item', () => {
  it('begins as a draft with one tier, whose asset no currency can have', async () => {
    const { params } = await approvedApp({ world })
    const item = await owner.call('createItem', { params, body: newItem({ attributes: { rarity: 'epic' } }) })
    expect(item).toMatchObject({ state: 'draft', attributes: { rarity: 'epic' }, currencies: ['coins'] })
    expect(item.tiers).toEqual([
      {
        key: 'default',
        seconds: null,
        uri: item.itemUri,
        asset: expect.stringMatching(/^item:[0-9a-f]{32}$/),
      },
    ])
    const { data } = await owner.call('listAssets', {})
    expect(data.map(({ code }) => code)).not.toContain(item.tiers[0]?.asset)
  })

  it('of time has tiers, whose addresses are made from their keys where they have none', async () => {
    const { params } = await approvedApp({ world })
    const tiers = [
      { key: 'week', seconds: week },
      { key: 'month', seconds: 30 * 24 * 3600, uri: 'https://items.game.example/month' },
    ]
    const item = await owner.call('createItem', { params, body: booster({ tiers }) })
    expect(item.tiers.map(({ uri }) => uri)).toEqual([
      `${item.itemUri}#week`,
      'https://items.game.example/month',
    ])
    const missing = { params, body: booster({ tiers: undefined }) }
    expect(await owner.refusal('createItem', missing)).toBe('validation_failed')
    const twice = { params, body: booster({ tiers: [tiers[0], tiers[0]] }) }
    expect(await owner.refusal('createItem', twice)).toBe('validation_failed')
  })

  it('is seen as a draft by staff and the app only, and its server attributes for ever', async () => {
    const more = { serverAttributes: { drop: 7 }, tags: ['rare'] }
    const { appId, params } = await freshItem({ world }, more)
    const plain = world.as((await world.staff('Plain', [])).credential)
    const app = world.as(await appKey(world, appId, ['events.read']))
    expect(await plain.refusal('getItem', { params })).toBe('not_found')
    expect((await plain.call('listItems', { params: { appId } })).data).toEqual([])
    expect((await app.call('getItem', { params })).serverAttributes).toEqual({ drop: 7 })
    await owner.call('publishItem', { params })
    expect(await plain.call('getItem', { params })).toMatchObject({ state: 'live', serverAttributes: null })
    const found = async (query: object) =>
      (await plain.call('listItems', { params: { appId }, query })).data.map(({ id }) => id)
    expect(await found({ tag: 'rare', q: 'SWORD', kind: 'permanent' })).toEqual([params.itemId])
    expect(await found({ q: 'shield' })).toEqual([])
  })

  it('is changed by a key of its app, and by no key of another', async () => {
    const { appId, params } = await freshItem({ world })
    const key = await appKey(world, appId, ['catalog.write'])
    const body = { name: 'Axe', maxPerMember: 3, currencies: ['coins'] }
    expect(await world.as(key).call('updateItem', { params, body })).toMatchObject({ ...body, revision: 2 })
    const other = world.as(await appKey(world, undefined, ['catalog.write']))
    expect(await other.refusal('updateItem', { params, body: { name: 'Mine' } })).toBe('not_found')
    const xp = { params, body: { currencies: ['xp', 'nothing'] } }
    expect((await owner.problem('updateItem', xp)).errors).toHaveLength(2)
    const nobody = { kind: 'member' as const, memberId: appId }
    const royal = { params, body: { royaltyReceiver: nobody, attributes: JSON.parse('[1]') } }
    expect((await owner.problem('updateItem', royal)).errors).toHaveLength(2)
    const { data } = await owner.call('listAuditEntries', { query: { limit: 5 } })
    expect(data.find(({ action }) => action === 'item.updated')).toMatchObject({ actor: { kind: 'app' } })
  })

  it('uri_taken: an address belongs to one item of an app, however it is written', async () => {
    const { params } = await approvedApp({ world })
    const body = newItem({ itemUri: 'https://items.game.example/a?id=1' })
    await owner.call('createItem', { params, body })
    const again = { ...body, itemUri: 'https://ITEMS.game.example:443/a?id=1#here' }
    expect(await owner.refusal('createItem', { params, body: again })).toBe('uri_taken')
    const tiers = [{ key: 'week', seconds: week, uri: 'https://items.game.example/a?id=1' }]
    expect(await owner.refusal('createItem', { params, body: booster({ tiers }) })).toBe('uri_taken')
    const { id: itemId } = await owner.call('createItem', { params, body: booster() })
    const change = { params: { itemId }, body: { tiers } }
    expect(await owner.refusal('updateItem', change)).toBe('uri_taken')
    const elsewhere = await approvedApp({ world })
    expect((await owner.call('createItem', { ...elsewhere, body })).itemUri).toBe(body.itemUri)
  })

  it('wrong_kind: only time-limited items have tiers of their own', async () => {
    const { appId, params } = await freshItem({ world })
    const tiers = [{ key: 'week', seconds: week }]
    expect(await owner.refusal('updateItem', { params, body: { tiers } })).toBe('wrong_kind')
    const body = newItem({ tiers })
    expect(await owner.refusal('createItem', { params: { appId }, body })).toBe('wrong_kind')
  })

  it('fixed_field: a tier of which units were issued stays, and others can be added', async () => {
    const { appId, params } = await liveItem({ world }, booster())
    const longer = [{ key: 'week', seconds: 2 * week }]
    await owner.call('updateItem', { params, body: { tiers: longer } })
    await owner.call('postUnits', { params: { appId }, body: granted(params.itemId, world.ownerMemberId) })
    const shorter = { params, body: { tiers: [{ key: 'week', seconds: week }] } }
    expect(await owner.refusal('updateItem', shorter)).toBe('fixed_field')
    const more = { params, body: { tiers: [...longer, { key: 'month', seconds: 5 * week }] } }
    expect((await owner.call('updateItem', more)).tiers.map(({ key }) => key)).toEqual(['week', 'month'])
  })

  it('limit_reached: an app has so many items and tiers', async () => {
    const { appId, params } = await freshItem({ world }, booster())
    await fillCatalog(appId, appAssetCountMax - 1)
    const full = { params: { appId }, body: newItem() }
    expect(await owner.refusal('createItem', full)).toBe('limit_reached')
    const tiers = [
      { key: 'week', seconds: week },
      { key: 'month', seconds: 5 * week },
    ]
    expect(await owner.refusal('updateItem', { params, body: { tiers } })).toBe('limit_reached')
  })

  it('revision_mismatch: it is changed only by whoever has seen its last revision', async () => {
    const { params } = await freshItem({ world })
    const read = await owner.reply('getItem', { params })
    const headers = { 'if-match': read.headers.etag ?? '' }
    await owner.call('updateItem', { params, body: { name: 'First' }, headers })
    const second = { params, body: { name: 'Second' }, headers }
    expect(await owner.refusal('updateItem', second)).toBe('revision_mismatch')
  })

  it('cursor_invalid: a cursor goes with the filter it was made with', async () => {
    const { appId } = await freshItem({ world })
    await owner.call('createItem', { params: { appId }, body: newItem() })
    const { page } = await owner.call('listItems', { params: { appId }, query: { limit: 1 } })
    const query = { limit: 1, cursor: page.next ?? '', kind: 'mergeable' as const }
    expect(await owner.refusal('listItems', { params: { appId }, query })).toBe('cursor_invalid')
  })
})

describe('the states of an item', () => {
  it('are passed by staff, told as events, and end in retirement', async () => {
    const { params } = await freshItem({ world })
    await owner.call('publishItem', { params })
    expect(await owner.call('freezeItem', { params, body: because })).toMatchObject({
      frozenReason: because.reason,
    })
    expect((await owner.call('thawItem', { params })).frozenAt).toBeNull()
    expect((await owner.call('retireItem', { params })).state).toBe('retired')
    const types = (await toldEvents(world, params.itemId)).map(({ type }) => type)
    expect(types).toEqual(['item.created', 'item.published', 'item.frozen', 'item.thawed', 'item.retired'])
  })

  it('wrong_state: no step works from a state that it does not start from', async () => {
    const draft = await freshItem({ world })
    const live = await liveItem({ world })
    expect(await owner.refusal('publishItem', live)).toBe('wrong_state')
    expect(await owner.refusal('retireItem', draft)).toBe('wrong_state')
    expect(await owner.refusal('freezeItem', { ...draft, body: because })).toBe('wrong_state')
    expect(await owner.refusal('thawItem', live)).toBe('wrong_state')
  })

  it('app_suspended: the catalog of a suspended app stays as it is; staff still freezes', async () => {
    const { appId, params } = await freshItem({ world })
    const { id: liveId } = await owner.call('createItem', { params: { appId }, body: newItem() })
    await owner.call('publishItem', { params: { itemId: liveId } })
    await owner.call('suspendApp', { params: { appId }, body: because })
    const body = newItem()
    expect(await owner.refusal('createItem', { params: { appId }, body })).toBe('app_suspended')
    expect(await owner.refusal('updateItem', { params, body: { name: 'New' } })).toBe('app_suspended')
    expect(await owner.refusal('publishItem', { params })).toBe('app_suspended')
    expect(await owner.refusal('retireItem', { params: { itemId: liveId } })).toBe('app_suspended')
    const frozen = await owner.call('freezeItem', { params: { itemId: liveId }, body: because })
    expect(frozen.frozenAt).not.toBeNull()
  })
})
