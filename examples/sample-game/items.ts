/** The items of the game. Their addresses are what Guildhall and the game call them by, for good. */

export type ItemKey = 'ore' | 'gem' | 'lantern' | 'torch'

export interface GameItem {
  key: ItemKey
  name: string
  description: string
  kind: 'mergeable' | 'permanent' | 'time_limited'
  /** Of a time-limited item: what one unit adds. */
  seconds: number | null
}

export const gameItems: readonly GameItem[] = [
  {
    key: 'ore',
    name: 'Copper ore',
    description: 'Dug out of the hill. Moves between the mine and Guildhall.',
    kind: 'mergeable',
    seconds: null,
  },
  {
    key: 'gem',
    name: 'Ember gem',
    description: 'One in a dozen finds. Moves between the mine and Guildhall.',
    kind: 'mergeable',
    seconds: null,
  },
  {
    key: 'lantern',
    name: 'Brass lantern',
    description: 'Whoever holds one sees the mine by its light.',
    kind: 'permanent',
    seconds: null,
  },
  {
    key: 'torch',
    name: 'Torch of haste',
    description: 'While it burns, every find counts twice.',
    kind: 'time_limited',
    seconds: 3600,
  },
]

/** `origin`: where players reach the game, without a slash at the end. */
export const uriOf = (origin: string, key: ItemKey) => `${origin}/items/${key}`

export function itemAt(origin: string, itemUri: string): GameItem | undefined {
  return gameItems.find(({ key }) => uriOf(origin, key) === itemUri)
}
