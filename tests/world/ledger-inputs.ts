/** Inputs of currencies, the treasury and holds: each about one of its own. */
import type { World } from './world.ts'

interface InWorld {
  world: World
}

let count = 0
const nextName = () => `Gems ${++count}`

export const ledgerInputs = {
  createCurrency: () => ({ body: { name: nextName(), icon: 'gem' } }),
  updateCurrency: async (fixture: InWorld & { memberId: string }) => ({
    ...(await freshCurrency(fixture)),
    body: { icon: 'star' },
  }),
  retireCurrency: freshCurrency,
  restoreCurrency: freshCurrency,
  listTreasuryBalances: () => ({}),
  adjustTreasury: () => ({ body: { asset: 'coins', amount: 3, reason: 'A test' } }),
  listHolds: () => ({ query: { limit: 5 } }),
  openHold: async ({ world }: InWorld) => {
    await fillTreasury(world)
    return { body: { asset: 'coins', amount: 2, purpose: 'A prize' } }
  },
  getHold: freshHold,
  postHold: async (fixture: InWorld & { memberId: string }) => ({
    ...(await freshHold(fixture)),
    body: { amount: 1, to: { kind: 'member', memberId: fixture.memberId } },
  }),
  voidHold: freshHold,
}

async function freshCurrency({ world }: InWorld): Promise<{ params: Record<string, string> }> {
  const { code } = await world.as(world.owner).call('createCurrency', { body: { name: nextName() } })
  return { params: { currency: code } }
}

async function freshHold({ world }: InWorld): Promise<{ params: Record<string, string> }> {
  await fillTreasury(world)
  const body = { asset: 'coins', amount: 2, purpose: 'A prize' }
  return { params: { holdId: (await world.as(world.owner).call('openHold', { body })).id } }
}

const fillTreasury = (world: World) =>
  world.as(world.owner).call('adjustTreasury', { body: { asset: 'coins', amount: 5, reason: 'A test' } })
