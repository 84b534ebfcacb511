/** Logs, transfers and holds say what moved in words: the currency or the item, by its present name. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Caller } from '../world/caller.ts'
import { booster, granted, liveItem } from '../world/item-inputs.ts'
import { createWorld, type World } from '../world/world.ts'

let world: World
let owner: Caller
beforeAll(async () => {
  world = await createWorld()
  owner = world.as(world.owner)
})
afterAll(() => world?.stop())

const logged = async (memberId: string) => {
  const { data } = await owner.call('listGamificationLogs', { query: { memberId } })
  return data.map(({ assetName }) => assetName)
}
const transferred = async (asset: string) => {
  const { data } = await owner.call('listTransfers', { query: { asset } })
  return data.map(({ assetName }) => assetName)
}

it('units are called as their item, and as it is called once it is renamed', async () => {
  const { id: memberId } = await world.member('Ada')
  const { appId, params } = await liveItem({ world }, { name: 'Sword of dawn' })
  await owner.call('postUnits', { params: { appId }, body: granted(params.itemId, memberId) })
  expect(await logged(memberId)).toEqual(['Sword of dawn'])

  const { tiers } = await owner.call('updateItem', { params, body: { name: 'Sword of dusk' } })
  expect(await logged(memberId)).toEqual(['Sword of dusk'])
  expect(await transferred(tiers[0]?.asset ?? '')).toEqual(['Sword of dusk'])
})

it('units of a tier are called with it, also of one that was added later', async () => {
  const { id: memberId } = await world.member('Ben')
  const { appId, params } = await liveItem({ world }, booster({ name: 'Booster' }))
  const { tiers } = await owner.call('getItem', { params })
  const added = [
    ...tiers.map(({ key, seconds }) => ({ key, seconds: seconds ?? 0 })),
    { key: 'day', seconds: 86_400 },
  ]
  await owner.call('updateItem', { params, body: { tiers: added } })
  for (const tier of ['week', 'day']) {
    const operations = [{ op: 'grant' as const, memberId, itemId: params.itemId, tier, quantity: 1 }]
    await owner.call('postUnits', { params: { appId }, body: { operations, reason: 'A test' } })
  }
  expect(await logged(memberId)).toEqual(['Booster, day', 'Booster, week'])
})

it('a currency is called as it is called now, in what was held of it as well', async () => {
  const { id: memberId } = await world.member('Cleo')
  const { code: currency } = await owner.call('createCurrency', { body: { name: 'Dragon Gems' } })
  const body = { asset: currency, amount: 50, reason: 'A test' }
  const log = await owner.call('adjustBalance', { params: { memberId }, body })
  expect(log.assetName).toBe('Dragon Gems')
  const hold = await owner.call('openHold', {
    body: { memberId, asset: currency, amount: 5, purpose: 'Fee' },
  })
  expect(hold.assetName).toBe('Dragon Gems')

  await owner.call('updateCurrency', { params: { currency }, body: { name: 'Gems of Fire' } })
  expect(new Set(await logged(memberId))).toEqual(new Set(['Gems of Fire']))
  expect((await owner.call('getHold', { params: { holdId: hold.id } })).assetName).toBe('Gems of Fire')
})
