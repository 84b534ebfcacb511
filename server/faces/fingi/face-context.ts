/** What the calls of the face are handed: the server's context, and what the features `items` and `market` offer to faces. */
import type { Context } from '../../context.ts'
import type { ItemsOffer } from '../../features/items/index.ts'
import type { FaceOrders } from '../../features/market/index.ts'
import type { ItemTypeNumbers } from '../../item-type-numbers.rules.ts'

export interface FaceContext {
  ctx: Context
  items: ItemsOffer
  orders: FaceOrders
  numbers: ItemTypeNumbers
  /** Seals stored answers. */
  sealingKey: Buffer
}
