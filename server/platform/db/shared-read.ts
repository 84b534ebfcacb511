/**
 * Reads that many ask at the same moment, one row each: all of them are looked up with one statement, always anew. Each
 * request asks who sends it, so what one such look costs decides how many requests a server answers.
 */

import { type Database, type Prepared, run } from './database.ts'
import { startLane } from './lane.ts'

const readsMax = 256

/** `place`: which of the keys a row is of, counted from 1. `parametersOf`: an array for each column of the keys. */
export function shareReads<Key, Row>(
  db: Database,
  statement: Prepared<Row & { place: number }>,
  parametersOf: (keys: readonly Key[]) => readonly unknown[],
): (key: Key) => Promise<Row | undefined> {
  const lane = startLane<Key, Row | undefined>({
    batchMax: readsMax,
    async run(keys) {
      const found = await run(db, statement, parametersOf(keys))
      const byPlace = new Map(found.map((row) => [row.place, row]))
      return keys.map((_key, index) => byPlace.get(index + 1))
    },
  })
  return lane.take
}
