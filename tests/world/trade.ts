/** A market to act in: sellers with units, buyers with coins, an app with a shelf; all over HTTP. */
import type { Listing } from '../../contracts/listings.ts'
import { market } from '../../server/features/market/index.ts'
import { proveConservation } from '../../server/operate/conservation.ts'
import type { Caller } from './caller.ts'
import { granted } from './item-inputs.ts'
import { giveCoins, type Shelf, stockedItem } from './market-inputs.ts'
import type { World } from './world.ts'

export interface Trader extends Caller {
  memberId: string
  coins: () => Promise<number>
  units: (itemId: string) => Promise<{ available: number; owned: number; tradable: number }>
  lists: (itemId: string, more?: object) => Promise<Listing>
  buys: (listing: Listing, quantity?: number) => ReturnType<Caller['reply']>
}

export interface Trade {
  shelf: (more?: object) => Promise<Shelf>
  trader: (given?: { coins?: number; itemId?: string; appId?: string; units?: number }) => Promise<Trader>
  /** What `guildhall ledger verify` finds wrong. */
  faults: () => Promise<string[]>
  sweep: () => Promise<void>
}

let count = 0

export function openTrade(world: World): Trade {
  const owner = world.as(world.owner)

  return {
    shelf: (more) => stockedItem({ world }, more),
    async trader({ coins = 0, itemId, appId, units = 10 } = {}) {
      const { credential, memberId } = await world.staff(`Trader${++count}`, [])
      if (coins > 0) await giveCoins(world, memberId, coins)
      if (itemId && appId)
        await owner.call('postUnits', { params: { appId }, body: granted(itemId, memberId, units) })
      const caller = world.as(credential)
      return {
        ...caller,
        memberId,
        coins: async () => (await world.balances(memberId)).coins,
        async units(wanted) {
          const { data } = await owner.call('getInventory', { params: { memberId } })
          const { available = 0, owned = 0, tradable = 0 } = data.find((each) => each.itemId === wanted) ?? {}
          return { available, owned, tradable }
        },
        lists: (listed, more = {}) =>
          caller.call('createListing', {
            params: { itemId: listed },
            body: { quantity: 5, unitPrice: 100, ...more },
          }),
        buys: ({ id: listingId, unitPrice, terms }, quantity = 1) =>
          caller.reply('purchaseListing', { params: { listingId }, body: { quantity, unitPrice, terms } }),
      }
    },
    faults: async () => (await proveConservation(world.app.ctx.db)).problems,
    sweep: () => world.app.started.of(market).drain(),
  }
}
