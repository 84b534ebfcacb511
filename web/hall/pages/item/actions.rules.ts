/** Why an action with an item is off, in a sentence; undefined where it is on. */
import type { Holding } from '../../../../contracts/inventory.ts'
import type { Item } from '../../../../contracts/items.ts'

type Standing = Pick<Item, 'frozenAt'>
type Sale = Pick<Item, 'frozenAt' | 'isMarketable' | 'state'>
type Gift = Pick<Item, 'frozenAt' | 'isGiftable' | 'state'>
type Held = readonly Pick<Holding, 'available' | 'tradable'>[]

const frozen = 'While it is frozen, nothing of it moves.'
const none = 'You have none available.'

/** To sell, give or merge: what is under a trade hold stays. */
export function whyNotMove({ frozenAt }: Standing, holdings: Held): string | undefined {
  if (frozenAt !== null) return frozen
  if (holdings.some(({ tradable }) => tradable > 0)) return undefined
  return holdings.some(({ available }) => available > 0) ? 'What you have cannot be moved yet.' : none
}

export function whyNotSell(item: Sale, holdings: Held): string | undefined {
  if (!item.isMarketable) return 'Its game does not let it be sold.'
  if (item.state === 'retired') return 'It is retired, and no longer traded.'
  return whyNotMove(item, holdings)
}

export function whyNotGive(item: Gift, holdings: Held): string | undefined {
  if (!item.isGiftable) return 'Its game does not let it be given away.'
  if (item.state === 'retired') return 'It is retired, and no longer given.'
  return whyNotMove(item, holdings)
}

/** A trade hold does not matter. */
export function whyNotActivate({ frozenAt }: Standing, holdings: Held): string | undefined {
  if (frozenAt !== null) return frozen
  return holdings.some(({ available }) => available > 0) ? undefined : none
}
