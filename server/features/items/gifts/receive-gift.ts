/** What the receiver of a gift has to have room for, and may for a while not pass on. Under the lock of their inventory. */
import type { Context } from '../../../context.ts'
import { decisionTime, type Transaction } from '../../../platform/db/database.ts'
import type { ItemRow } from '../catalog/item.ts'
import { tradeHoldUntil } from '../postings/trade-holds.rules.ts'
import { type HoldingAddress, insertTradeHold } from '../postings/trade-holds.store.ts'
import { findItemsSettings } from '../settings/items-settings.store.ts'
import { requireRoom } from './require-room.ts'

export async function receiveGift(
  tx: Transaction,
  ctx: Pick<Context, 'ids'>,
  holding: HoldingAddress & { asset: string },
  { settings: { maxPerMember, tradeHoldS } }: Pick<ItemRow, 'settings'>,
  quantity: number,
): Promise<void> {
  await requireRoom(tx, { ...holding, maxPerMember }, quantity)
  const { trade_hold_floor_s: floorS } = await findItemsSettings(tx, holding.communityId)
  const until = tradeHoldUntil(await decisionTime(tx), tradeHoldS.gift, floorS)
  if (until) await insertTradeHold(tx, holding, { id: ctx.ids.next(), quantity, until })
}
