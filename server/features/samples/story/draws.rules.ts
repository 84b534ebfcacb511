/** Numbers that look drawn and are the same each time: mulberry32, a 32 bit generator in the public domain. */
export interface Draws {
  /** A whole number from 0 to `count` - 1. */
  below: (count: number) => number
  /** True in so many of a hundred draws. */
  percent: (share: number) => boolean
  oneOf: <Item>(items: readonly Item[]) => Item
}

export function drawsFrom(seed: number): Draws {
  let state = seed
  function fraction(): number {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (count: number) => Math.floor(fraction() * count)
  return {
    below,
    percent: (share) => fraction() * 100 < share,
    oneOf: (items) => items[below(items.length)] as (typeof items)[number],
  }
}
