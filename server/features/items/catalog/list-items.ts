/** The items of an app, newest first, and one of them; each as far as the caller may see it. */
import type { Item, ItemKind, ItemState } from '../../../../contracts/items.ts'
import type { Context } from '../../../context.ts'
import { type PageRequest, pageFrom, readKeyset } from '../../../platform/db/keyset.ts'
import { refuse } from '../../../platform/refusal.ts'
import type { Actor } from '../../actor.ts'
import type { AppAddress } from '../apps/app.ts'
import { requireOwnApp } from '../apps/app-reach.ts'
import { maySeeApp } from '../apps/apps.rules.ts'
import { findApp } from '../apps/apps.store.ts'
import { getSeenApp, viewerOf } from '../apps/list-apps.ts'
import type { ItemAddress, ItemRow } from './item.ts'
import { findItem, listItemRows } from './items.store.ts'
import { viewItem } from './items.views.ts'
import { listTiers } from './tiers.store.ts'

export interface ItemQuery extends PageRequest {
  kind?: ItemKind | undefined
  state?: ItemState | undefined
  tag?: string | undefined
  q?: string | undefined
}

const isInsiderOf = (actor: Actor) => viewerOf(actor).isStaff || actor.app !== null

export async function listItems(
  ctx: Pick<Context, 'db'>,
  actor: Actor,
  { communityId, appId }: AppAddress,
  { limit, cursor, ...asked }: ItemQuery,
) {
  await getSeenApp(ctx, actor, { communityId, appId })
  const isInsider = isInsiderOf(actor)
  const filter = { ...asked, appId, hasDrafts: isInsider }
  const keyset = readKeyset({ limit, cursor }, { list: 'items', communityId, ...filter })
  const found = await listItemRows(ctx.db, communityId, filter, keyset)
  const tiers = await listTiers(
    ctx.db,
    communityId,
    found.map(({ id }) => id),
  )
  return pageFrom(
    found,
    keyset,
    (row) => row.id,
    (row) =>
      viewItem(
        row,
        tiers.filter((tier) => tier.item_id === row.id),
        { isInsider },
      ),
  )
}

const noItem = 'There is no such item.'

export async function getItem(ctx: Pick<Context, 'db'>, actor: Actor, address: ItemAddress): Promise<Item> {
  const row = await getSeenItem(ctx, actor, address)
  const tiers = await listTiers(ctx.db, address.communityId, [row.id])
  return viewItem(row, tiers, { isInsider: isInsiderOf(actor) })
}

/** Refuses what the caller may not see as if it were not there. */
export async function getSeenItem(
  ctx: Pick<Context, 'db'>,
  actor: Actor,
  address: ItemAddress,
): Promise<ItemRow> {
  const row = await findItem(ctx.db, address)
  if (!row) return refuse('not_found', noItem)
  requireOwnApp(actor, row.app_id, noItem)
  const app = await findApp(ctx.db, { communityId: address.communityId, appId: row.app_id })
  const isSeen =
    app && maySeeApp(viewerOf(actor), app, 'address') && (isInsiderOf(actor) || row.state !== 'draft')
  return isSeen ? row : refuse('not_found', noItem)
}
