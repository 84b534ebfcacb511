/** The one way in which an item changes: locked, audited, told as an event, shown. */
import type { Item } from '../../../../contracts/items.ts'
import type { Context } from '../../../context.ts'
import type { Transaction } from '../../../platform/db/database.ts'
import { invariant } from '../../../platform/invariant.ts'
import { refuse } from '../../../platform/refusal.ts'
import type { Actor } from '../../actor.ts'
import { requireOwnApp } from '../apps/app-reach.ts'
import { imageIdOf } from '../images/image-path.rules.ts'
import { hostOf } from '../metadata/fetch.ts'
import { wantFetch } from '../metadata/fetches.store.ts'
import type { LooksListeners } from '../metadata/looks-listeners.ts'
import { renewLooks } from '../metadata/renew-looks.ts'
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
  listeners: Pick<LooksListeners, 'tell'>,
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
    if (planned) {
      await updateItemRow(tx, address, planned.change)
      await followPicture(tx, item, planned.change.settings?.imageUrl)
      await renewLooks(tx, listeners, item)
    }
    const changed = planned ? await findItem(tx, address) : item
    invariant(changed, 'an item that was changed can be read')
    if (planned) await announceItem(tx, ctx, actor, changed, planned)
    return viewItem(changed, await listTiers(tx, communityId, [item.id]), { isInsider: true })
  })
}

/** Another picture that lies elsewhere is fetched at once. */
async function followPicture(
  tx: Transaction,
  item: ItemRow,
  imageUrl: string | null | undefined,
): Promise<void> {
  if (!imageUrl || imageUrl === item.settings.imageUrl || imageIdOf(imageUrl) !== undefined) return
  const subject = { communityId: item.community_id, subjectId: item.id }
  await wantFetch(tx, subject, { kind: 'item', host: hostOf(item.item_uri) })
}
