/**
 * Seals anew what one master key sealed, under another. It goes in steps of their own transactions, and each value tells
 * by which key it is sealed: whatever interrupts it, it can be run again and goes on. No server may work meanwhile.
 */
import { type Database, inTransaction } from './db/database.ts'
import { deriveKey, type MasterKey } from './master-key.ts'
import { countBlocks, lockSealed, updateSealed } from './reseal.store.ts'
import type { SealedColumn } from './sealed-columns.ts'
import { headerOf, open, seal } from './secret-box.ts'

/** Few hundred rows of the usual size. */
const stepBlocks = 64

export interface MasterKeys {
  before: MasterKey
  after: MasterKey
}

/** Answers how many values it sealed anew. */
export async function reseal(
  db: Database,
  columns: readonly SealedColumn[],
  keys: MasterKeys,
): Promise<number> {
  let count = 0
  for (const column of columns) {
    const blocks = await countBlocks(db, column)
    for (let from = 0; from < blocks; from += stepBlocks) {
      count += await resealStep(db, column, keys, { from, to: from + stepBlocks })
    }
  }
  return count
}

async function resealStep(
  db: Database,
  column: SealedColumn,
  { before, after }: MasterKeys,
  blocks: { from: number; to: number },
): Promise<number> {
  const [oldKey, newKey] = [deriveKey(before, column.purpose), deriveKey(after, column.purpose)]
  return inTransaction(db, async (tx) => {
    const found = await lockSealed(tx, column, headerOf(oldKey), blocks)
    if (found.length === 0) return 0
    const fresh = found.map(({ place, sealed, ids }) => {
      const associated = column.placeOf(...ids)
      return { place, sealed: seal(newKey, open(oldKey, sealed, associated), associated) }
    })
    await updateSealed(tx, column, fresh)
    return fresh.length
  })
}
