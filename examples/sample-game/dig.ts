/** The game itself: what a dig brings to light. */
import type { ItemKey } from './items.ts'

const gemIn = 12
const nothingIn = 4
const oreMax = 3

export interface Find {
  item: ItemKey | null
  count: number
}

/** `draw(n)` answers a whole number from 0 to n - 1. */
export function dig(draw: (below: number) => number, hasTorch: boolean): Find {
  const factor = hasTorch ? 2 : 1
  if (draw(gemIn) === 0) return { item: 'gem', count: factor }
  if (draw(nothingIn) === 0) return { item: null, count: 0 }
  return { item: 'ore', count: (1 + draw(oreMax)) * factor }
}
