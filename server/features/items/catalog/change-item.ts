/** The one way in which an item changes: locked, audited, told as an event, shown. */
import type { Item } from '../../../../contracts/items.ts'
import type { Context } from '../../../context.ts'
import type { Transaction } from '../../../platform/db/database.ts'
import { invariant } from '../../../platform/invariant.ts'
import { refuse } from '../../../platform/refusal.ts'
import type { Actor } from '../../actor.ts'
import { requireOwnApp } from '../apps/app-reach.ts'
import { announceItem, type ItemNews } from './announce-item.ts'
import type { ItemAddress, ItemRow } from './item.ts'
import { findItem, type ItemChange, lockItem, updateItemRow } from './items.store.ts'
import { viewItem } from './items.views.ts'
import { lockEditableApp } from './lock-editable-app.ts'
import { listTiers } from './tiers.store.ts'

export interface PlannedChange extends ItemNews {
  change: ItemChange
}

export type ChangeContext = Pick<Context, 'db' | 'ids' | 'events' | 'inTransaction'>

const noItem = 'There is no such item.'

/** `plan` sees the locked row and may write beside it; null means that there is nothing to change. */
export async function changeItem(
  ctx: ChangeContext,
  actor: Actor,
  address: ItemAddress,
  plan: (tx: Transaction, item: ItemRow) => Promise<PlannedChange | null>,
  { isCatalogChange = true } = {},
): Promise<Item> {
  return ctx.inTransaction(async (tx) => {
    const found = await findItem(tx, address)
    if (!found) return refuse('not_found', noItem)
    requireOwnApp(actor, found.app_id, noItem)
    const { communityId } = address
    // The app before the item: the order in which units are posted, too.
    if (isCatalogChange) await lockEditableApp(tx, { communityId, appId: found.app_id })
    const item = await lockItem(tx, address)
    invariant(item, 'items are never deleted one by one')
    const planned = await plan(tx, item)
    if (planned) await updateItemRow(tx, address, planned.change)
    const changed = planned ? await findItem(tx, address) : item
    invariant(changed, 'an item that was changed can be read')
    if (planned) await announceItem(tx, ctx, actor, changed, planned)
    return viewItem(changed, await listTiers(tx, communityId, [item.id]), { isInsider: true })
  })
}
