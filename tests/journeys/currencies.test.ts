/** Custom currencies: made, named, used by mappings and adjustments, retired, and never lost. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { currencyCountMax } from '../../contracts/currencies.ts'
import type { Caller } from '../world/caller.ts'
import { createWorld, type World } from '../world/world.ts'

let world: World
let owner: Caller
let memberId: string
beforeAll(async () => {
  world = await createWorld()
  owner = world.as(world.owner)
  memberId = (await world.member('Ada')).id
})
afterAll(() => world?.stop())

const create = (name: string) => owner.call('createCurrency', { body: { name, icon: 'gem' } })
const mappingTo = (asset: string) => ({
  member: { identifier: 'username' as const, path: '$.who' },
  lines: [{ kind: 'currency' as const, asset, operator: 'add' as const, path: '$.amount' }],
})

it('a currency of its own is earned by webhook, shown in balances and logged', async () => {
  const gems = await create('Dragon Gems')
  expect(gems).toEqual({
    code: 'dragon_gems',
    name: 'Dragon Gems',
    icon: 'gem',
    isBuiltIn: false,
    isRetired: false,
  })
  const webhook = await world.webhook({ mapping: mappingTo(gems.code) })
  const receipt = await world.deliver(webhook, { who: 'ada', amount: 7 })
  expect(receipt.status).toBe('success')
  const { data } = await owner.call('listBalances', { params: { memberId } })
  expect(data).toContainEqual({ asset: 'dragon_gems', amount: 7 })
  const logs = await owner.call('listGamificationLogs', { query: { asset: 'dragon_gems' } })
  expect(logs.data).toHaveLength(1)
})

it('name_taken: two currencies never look the same, XP and Coins included', async () => {
  await create('Tickets')
  expect(await owner.refusal('createCurrency', { body: { name: 'tickets' } })).toBe('name_taken')
  expect(await owner.refusal('createCurrency', { body: { name: 'COINS' } })).toBe('name_taken')
})

it('a new name keeps the code, so mappings and history go on', async () => {
  const { code } = await create('Stars')
  const params = { currency: code }
  const renamed = await owner.call('updateCurrency', { params, body: { name: 'Guild Stars', icon: 'star' } })
  expect(renamed).toMatchObject({ code: 'stars', name: 'Guild Stars', icon: 'star' })
})

it('a retired one is offered for nothing new, keeps its balances, and can be restored', async () => {
  const { code } = await create('Embers')
  const adjust = { params: { memberId }, body: { asset: code, amount: 3, reason: 'Found' } }
  await owner.call('adjustBalance', adjust)
  const params = { currency: code }
  expect((await owner.call('retireCurrency', { params })).isRetired).toBe(true)
  expect(await owner.refusal('adjustBalance', adjust)).toBe('asset_unknown')
  const { id: webhookId } = await world.webhook({})
  const save = { params: { webhookId }, body: mappingTo(code) }
  expect(await owner.refusal('saveIncomingWebhookMapping', save)).toBe('mapping_invalid')
  const { data } = await owner.call('listBalances', { params: { memberId } })
  expect(data).toContainEqual({ asset: code, amount: 3 })

  await owner.call('restoreCurrency', { params })
  await owner.call('adjustBalance', adjust)
})

it('currency_built_in: XP and Coins keep their names and stay', async () => {
  for (const currency of ['xp', 'coins']) {
    const params = { currency }
    expect(await owner.refusal('retireCurrency', { params })).toBe('currency_built_in')
    const rename = { params, body: { name: 'Points' } }
    expect(await owner.refusal('updateCurrency', rename)).toBe('currency_built_in')
  }
})

it('currency_limit_reached: a community has at most as many as a list can show', async () => {
  const { data } = await owner.call('listAssets', {})
  for (let count = data.length; count < currencyCountMax; count++) await create(`Currency ${count}`)
  expect(await owner.refusal('createCurrency', { body: { name: 'One more' } })).toBe('currency_limit_reached')
})
