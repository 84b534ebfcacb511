/** Which orders can be canceled, what comes back of them, and what came of canceling many, in words. Pure. */
import type { Order } from '../../../../contracts/fills.ts'
import { unitsOf } from '../../../console/pages/apps/items/units/units.rules.ts'
import { formatCount } from '../../../ui/amount.rules.ts'

export interface CanceledOrder {
  order: Order
  /** Came back to the inventory, or stayed in the game. */
  quantity: number
}

export interface RefusedOrder<Problem> {
  order: Order
  problem: Problem
}

/** Two games may have items of one name, so the words alone do not tell lines apart. */
export interface UnitsLine {
  key: string
  words: string
}

/** A mint order only until the game may have acted on it, which its row does not tell: the server may still refuse. */
export const canBeCanceled = ({ state }: Pick<Order, 'state'>): boolean =>
  state === 'active' || state === 'partly_filled' || state === 'requested'

export const isMint = ({ kind }: Pick<Order, 'kind'>): boolean => kind === 'mint'

export const itemWords = ({ itemName, tier }: Pick<Order, 'itemName' | 'tier'>): string =>
  tier === 'default' ? itemName : `${itemName}, ${tier}`

export const ordersOf = (count: number): string => `${formatCount(count)} ${count === 1 ? 'order' : 'orders'}`

/** What would come of canceling it now. */
export const asCanceled = (order: Order): CanceledOrder => ({
  order,
  quantity: isMint(order) ? order.quantity : order.remaining,
})

/** A line for each item and tier, in the order of the list; what stays in the game stands apart. */
export function whatComesBack(canceled: readonly CanceledOrder[]): {
  back: UnitsLine[]
  inGame: UnitsLine[]
} {
  const linesOf = (some: readonly CanceledOrder[]) => {
    const sums = new Map<string, { order: Order; quantity: number }>()
    for (const { order, quantity } of some) {
      const key = `${order.itemId} ${order.tier}`
      sums.set(key, { order, quantity: quantity + (sums.get(key)?.quantity ?? 0) })
    }
    return [...sums].map(([key, { order, quantity }]) => ({
      key,
      words: `${unitsOf(quantity)} of ${itemWords(order)}`,
    }))
  }
  return {
    back: linesOf(canceled.filter(({ order }) => !isMint(order))),
    inGame: linesOf(canceled.filter(({ order }) => isMint(order))),
  }
}

/** "2 orders were canceled: 7 units came back". */
export function canceledWords(canceled: readonly CanceledOrder[]): string {
  const sumOf = (some: readonly CanceledOrder[]) => some.reduce((sum, { quantity }) => sum + quantity, 0)
  const back = canceled.filter(({ order }) => !isMint(order))
  const inGame = canceled.filter(({ order }) => isMint(order))
  const stay = sumOf(inGame) === 1 ? 'stays' : 'stay'
  const became = [
    ...(back.length > 0 ? [`${unitsOf(sumOf(back))} came back`] : []),
    ...(inGame.length > 0 ? [`${unitsOf(sumOf(inGame))} ${stay} in the game`] : []),
  ]
  return `${ordersOf(canceled.length)} ${canceled.length === 1 ? 'was' : 'were'} canceled: ${became.join(', ')}`
}

/** Nobody knows what came of it, or the server had no time: the same again may succeed. */
export const mayHeal = ({ status }: { status: number }): boolean =>
  status === 0 || status === 429 || status >= 500
