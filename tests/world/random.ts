/** Randomness that can be repeated: the same seed gives the same numbers (mulberry32). */

export interface Random {
  seed: number
  /** A whole number from `min` to `max`, both included. */
  integer: (min: number, max: number) => number
  shuffled: <Item>(items: readonly Item[]) => Item[]
}

/** The seed of GUILDHALL_TEST_SEED, to repeat a run; without it the usual one, or a new one where there is none. */
export function createRandom(usual = Date.now() % 0x1_0000_0000): Random {
  const seed = Number(process.env.GUILDHALL_TEST_SEED ?? usual)
  let state = seed >>> 0
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000
  }
  const integer = (min: number, max: number) => min + Math.floor(next() * (max - min + 1))
  return {
    seed,
    integer,
    shuffled<Item>(items: readonly Item[]): Item[] {
      const rest = [...items]
      return items.map(() => rest.splice(integer(0, rest.length - 1), 1)[0] as Item)
    },
  }
}
