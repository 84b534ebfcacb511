/** Adds an item to the catalog of an app, as a draft, with its tiers and their assets on the ledger. */
import type { Item, ItemKind } from '../../../../contracts/items.ts'
import type { Context } from '../../../context.ts'
import { invariant } from '../../../platform/invariant.ts'
import type { Actor } from '../../actor.ts'
import type { AppAddress } from '../apps/app.ts'
import { hostOf } from '../metadata/fetch.ts'
import { wantFetch } from '../metadata/fetches.store.ts'
import { looksOf, nothingFetched } from '../metadata/looks.rules.ts'
import { webAddressProblem } from '../web-address.rules.ts'
import { addTiers, refuseForeignTierUris } from './add-tiers.ts'
import { announceItem } from './announce-item.ts'
import {
  checkSettings,
  checkTiers,
  refuseTakenUri,
  type SettingsInput,
  type TierInput,
  throwIf,
  wantedTier,
} from './check-item.ts'
import { defaultTierKey } from './item.ts'
import { itemUriDigest } from './item-uri.rules.ts'
import { findItem, insertItem } from './items.store.ts'
import { viewItem } from './items.views.ts'
import { lockEditableApp } from './lock-editable-app.ts'
import { nameUnits } from './name-units.ts'
import { startingSettings } from './starting-settings.rules.ts'
import { hasTiers } from './tiers.rules.ts'
import { listTiers } from './tiers.store.ts'

export interface NewItem extends AppAddress, SettingsInput {
  itemUri: string
  kind: ItemKind
  name: string
  tiers?: readonly TierInput[] | undefined
}

export async function createItem(
  ctx: Pick<Context, 'db' | 'ids' | 'events' | 'inTransaction'>,
  actor: Actor,
  { communityId, appId, itemUri, kind, tiers, name: asked, tags = [], ...settings }: NewItem,
): Promise<Item> {
  const reason = webAddressProblem(itemUri)
  if (reason) throwIf([{ pointer: '/itemUri', reason }])
  await checkSettings(ctx.db, communityId, settings)
  checkTiers(kind, tiers)
  if (hasTiers(kind) && !tiers) throwIf([{ pointer: '/tiers', reason: 'is missing' }])
  const wanted = tiers?.map(wantedTier) ?? [{ key: defaultTierKey, seconds: null, uri: null }]
  const starting = startingSettings(kind, settings)
  const itemId = ctx.ids.next()
  const name = asked.trim()
  return ctx.inTransaction(async (tx) => {
    await lockEditableApp(tx, { communityId, appId })
    await insertItem(tx, {
      ...{ communityId, id: itemId, appId, itemUri, uriDigest: itemUriDigest(itemUri) },
      ...{ kind, name, tags, settings: starting, looks: looksOf(starting, null, nothingFetched) },
    }).catch(refuseTakenUri)
    await wantFetch(tx, { communityId, subjectId: itemId }, { kind: 'item', host: hostOf(itemUri) })
    await refuseForeignTierUris(tx, { communityId, appId }, wanted)
    await addTiers(tx, ctx.ids, { communityId, appId, itemId }, wanted)
    await nameUnits(tx, { communityId, itemId }, name)
    const row = await findItem(tx, { communityId, itemId })
    invariant(row, 'an item that was inserted can be read')
    const changes = { itemUri, kind, name, ...(tiers ? { tiers: wanted } : {}) }
    await announceItem(tx, ctx, actor, row, { type: 'item.created', changes, reason: null })
    return viewItem(row, await listTiers(tx, communityId, [itemId]), { isInsider: true })
  })
}
