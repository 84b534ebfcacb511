/** States of orders, and sides of a sale, in words. */
import type { Fill, Order } from '../../../../contracts/fills.ts'

export const orderStates: Readonly<
  Record<Order['state'], { word: string; tone: 'neutral' | 'good' | 'accent' }>
> = {
  active: { word: 'For sale', tone: 'accent' },
  partly_filled: { word: 'Partly sold', tone: 'accent' },
  filled: { word: 'Sold', tone: 'good' },
  canceled: { word: 'Canceled', tone: 'neutral' },
  expired: { word: 'Expired', tone: 'neutral' },
  requested: { word: 'Waits for the game', tone: 'accent' },
  confirmed: { word: 'Confirmed by the game', tone: 'good' },
  rejected: { word: 'Refused by the game', tone: 'neutral' },
  overdue: { word: 'The game is late', tone: 'accent' },
  settled_late: { word: 'Came late, to the inventory', tone: 'good' },
}

export const orderStateOptions = Object.entries(orderStates).map(([value, { word }]) => ({
  value,
  label: word,
}))

export const orderStateNamed = (text: string | undefined): Order['state'] | undefined =>
  text !== undefined && text in orderStates ? (text as Order['state']) : undefined

export const isOpenOrder = ({ state }: Pick<Order, 'state'>): boolean =>
  state === 'active' || state === 'partly_filled'

export const isBought = ({ buyer }: Pick<Fill, 'buyer'>, memberId: string): boolean => buyer.id === memberId

/** What the sale did to my balance: the whole price off for the buyer, the seller's part for the seller. */
export function myAmount(fill: Pick<Fill, 'buyer' | 'gross' | 'parts'>, memberId: string): number {
  if (isBought(fill, memberId)) return -fill.gross
  return fill.parts.find(({ kind }) => kind === 'seller')?.amount ?? 0
}
