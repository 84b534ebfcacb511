/** Holds by the API: opened, posted in parts, voided, expired; and what each refuses. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { amountMax } from '../../contracts/values.ts'
import { expireHolds } from '../../server/features/ledger/holds/expire-holds.ts'
import type { Caller } from '../world/caller.ts'
import { createWorld, type World } from '../world/world.ts'

let world: World
let owner: Caller
let adaId: string
let benId: string
beforeAll(async () => {
  world = await createWorld()
  owner = world.as(world.owner)
  adaId = (await world.member('Ada')).id
  benId = (await world.member('Ben')).id
})
beforeEach(() => give(adaId, 100))
afterAll(() => world?.stop())

const give = (memberId: string, amount: number) =>
  owner.call('adjustBalance', { params: { memberId }, body: { asset: 'coins', amount, reason: 'A gift' } })
const coins = async (memberId: string) => (await world.balances(memberId)).coins
const open = (amount: number, more: { expiresAt?: string; memberId?: string | null } = {}) =>
  owner.call('openHold', {
    body: { memberId: adaId, asset: 'coins', amount, purpose: 'Entry fee', ...more },
  })
const treasury = async () => {
  const { data } = await owner.call('listTreasuryBalances', {})
  return data.find(({ asset }) => asset === 'coins')?.amount ?? 0
}

it('what is held has left the balance, and is posted in parts to whom it belongs', async () => {
  const before = { ada: await coins(adaId), ben: await coins(benId), treasury: await treasury() }
  const { id: holdId, state } = await open(60)
  expect(state).toBe('pending')
  expect(await coins(adaId)).toBe(before.ada - 60)

  const params = { holdId }
  const part = await owner.call('postHold', {
    params,
    body: { amount: 25, to: { kind: 'member', memberId: benId } },
  })
  expect(part).toMatchObject({ state: 'pending', isKept: false, posted: 25, remaining: 35 })
  const rest = await owner.call('postHold', { params, body: { to: { kind: 'treasury' } } })
  expect(rest).toMatchObject({ state: 'posted', posted: 60, returned: 0, remaining: 0 })
  expect(await coins(benId)).toBe(before.ben + 25)
  expect(await treasury()).toBe(before.treasury + 35)
})

it('a void gives back what remains, and no more', async () => {
  const before = await coins(adaId)
  const { id: holdId } = await open(40)
  await owner.call('postHold', { params: { holdId }, body: { amount: 10, to: { kind: 'sink' } } })
  const ended = await owner.call('voidHold', { params: { holdId } })
  expect(ended).toMatchObject({ state: 'voided', posted: 10, returned: 30, remaining: 0 })
  expect(await coins(adaId)).toBe(before - 10)
})

it('hold_ended: nothing comes out of a hold that was posted, voided, or is over', async () => {
  const { id: holdId } = await open(5)
  await owner.call('voidHold', { params: { holdId } })
  expect(await owner.refusal('voidHold', { params: { holdId } })).toBe('hold_ended')

  const expiresAt = new Date(Date.now() + 3_600_000).toISOString()
  const { id: late } = await open(5, { expiresAt })
  await world.clock.advance({ hours: 2 })
  const post = { params: { holdId: late }, body: { to: { kind: 'sink' as const } } }
  expect(await owner.refusal('postHold', post)).toBe('hold_ended')
})

it('a hold whose time is over goes back by itself, once', async () => {
  await expireHolds(world.app.ctx)
  const before = await coins(adaId)
  const now = await owner.call('openHold', {
    body: { memberId: adaId, asset: 'coins', amount: 30, purpose: 'Duel' },
  })
  await owner.call('voidHold', { params: { holdId: now.id } })
  const expiresAt = new Date(new Date(now.openedAt).getTime() + 60_000).toISOString()
  const { id: holdId } = await open(30, { expiresAt })
  await world.clock.advance({ minutes: 5 })
  const sweeps = await Promise.all([expireHolds(world.app.ctx), expireHolds(world.app.ctx)])
  expect(sweeps[0] + sweeps[1]).toBeGreaterThanOrEqual(1)
  expect(await owner.call('getHold', { params: { holdId } })).toMatchObject({
    state: 'expired',
    returned: 30,
    remaining: 0,
  })
  expect(await coins(adaId)).toBe(before)
  const logs = await owner.call('listGamificationLogs', { query: { memberId: adaId, limit: 1 } })
  expect(logs.data[0]).toMatchObject({
    amount: 30,
    action: 'Entry fee',
    cause: { kind: 'expiry', id: holdId },
  })
})

it('insufficient_balance: neither more than there is, nor more than remains', async () => {
  const order = { memberId: benId, asset: 'coins', amount: 1_000_000, purpose: 'Too much' }
  expect(await owner.refusal('openHold', { body: order })).toBe('insufficient_balance')
  const { data } = await owner.call('listHolds', { query: { holderId: benId } })
  expect(data).toEqual([])
  const { id: holdId } = await open(5)
  const post = { params: { holdId }, body: { amount: 6, to: { kind: 'sink' as const } } }
  expect(await owner.refusal('postHold', post)).toBe('insufficient_balance')
})

it('amount_out_of_bounds: a balance as large as can be takes nothing more; sums beyond it are still told', async () => {
  const cyId = (await world.member('Cy')).id
  const giveXp = (amount: number) =>
    owner.call('adjustBalance', {
      params: { memberId: cyId },
      body: { asset: 'xp', amount, reason: 'A gift' },
    })
  await giveXp(amountMax)
  const order = { memberId: cyId, asset: 'xp', amount: 1, purpose: 'Entry fee' }
  const params = { holdId: (await owner.call('openHold', { body: order })).id }
  await giveXp(1)
  const post = { params, body: { to: { kind: 'member' as const, memberId: cyId } } }
  expect(await owner.refusal('postHold', post)).toBe('amount_out_of_bounds')
  expect(await owner.refusal('voidHold', { params })).toBe('amount_out_of_bounds')
  expect(await owner.call('getHold', { params })).toMatchObject({ state: 'pending', remaining: 1 })
  const nothing = { asset: 'xp', amount: 0, reason: 'Nothing' }
  expect(await owner.refusal('adjustTreasury', { body: nothing })).toBe('amount_out_of_bounds')

  const { data } = await owner.call('listSupplies', {})
  const supply = data.find(({ asset }) => asset === 'xp')
  expect(supply).toMatchObject({ issued: amountMax, held: amountMax, isBalanced: true })
})

it('an end that lies behind, or too far ahead, is refused with its place', async () => {
  for (const expiresAt of ['2020-01-01T00:00:00Z', '2099-01-01T00:00:00Z']) {
    const problem = await owner.problem('openHold', {
      body: { memberId: adaId, asset: 'coins', amount: 1, purpose: 'Late', expiresAt },
    })
    expect(problem.errors?.[0]?.pointer).toBe('/expiresAt')
  }
})

it('pending holds are found by their state, and those of the treasury are its own', async () => {
  await owner.call('adjustTreasury', { body: { asset: 'coins', amount: 50, reason: 'Prizes' } })
  const before = await treasury()
  const { id, holder } = await open(20, { memberId: null })
  expect(holder).toMatchObject({ kind: 'treasury', label: 'Treasury' })
  expect(await treasury()).toBe(before - 20)
  const { data } = await owner.call('listHolds', { query: { state: 'pending', limit: 200 } })
  expect(data.map((hold) => hold.id)).toContain(id)
  expect(data.every((hold) => hold.remaining > 0)).toBe(true)
})

it('a payment out of the treasury leaves the supply as it is', async () => {
  const issued = async () =>
    (await owner.call('listSupplies', {})).data.find(({ asset }) => asset === 'coins')?.issued
  await owner.call('adjustTreasury', { body: { asset: 'coins', amount: 50, reason: 'Prizes' } })
  const before = { issued: await issued(), ben: await coins(benId), treasury: await treasury() }
  const body = { asset: 'coins', amount: 15, reason: 'First prize', counterparty: 'treasury' as const }
  await owner.call('adjustBalance', { params: { memberId: benId }, body })
  expect(await coins(benId)).toBe(before.ben + 15)
  expect(await treasury()).toBe(before.treasury - 15)
  expect(await issued()).toBe(before.issued)
})
