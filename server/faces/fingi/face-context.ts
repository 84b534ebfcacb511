/** What the calls of the face are handed: the server's context, and what the features `items` and `market` offer to faces. */
import type { Context } from '../../context.ts'
import type { ItemsOffer } from '../../features/items/index.ts'
import type { FaceOrders } from '../../features/market/index.ts'
import type { ItemTypeNumbers } from '../../item-type-numbers.rules.ts'
import type { WithReturned } from '../../return-expired.ts'

export interface FaceContext {
  ctx: Context
  items: ItemsOffer
  orders: FaceOrders
  numbers: ItemTypeNumbers
  /** Tries once more with what was over, before a game is told that there is not enough. */
  withReturned: WithReturned
  /** Seals stored answers. */
  sealingKey: Buffer
}
