/** A game that has read of a mint order in its feed may act on it: it is seen from then on, as by `list_orders`. */
import type { FeedListener } from '../../items/index.ts'
import { markEventsSeen } from './mint-orders.store.ts'

export const noteRead: FeedListener = async (db, app, events) => {
  const told = events.filter(({ type }) => type === 'mint_order.requested').map(({ id }) => id)
  if (told.length > 0) await markEventsSeen(db, app, told)
}
