/** Who is told when members see an item differently: later features that promised somebody how it looks. */
import type { Transaction } from '../../../platform/db/database.ts'
import type { ItemAddress } from '../catalog/item.ts'

/** Told in the transaction of the change, under the lock of the item. */
export type LooksListener = (tx: Transaction, item: ItemAddress) => Promise<void>

export interface LooksListeners {
  add: (listener: LooksListener) => void
  tell: LooksListener
}

export function createLooksListeners(): LooksListeners {
  const listeners: LooksListener[] = []
  return {
    add: (listener) => void listeners.push(listener),
    async tell(tx, item) {
      for (const listener of listeners) await listener(tx, item)
    },
  }
}
