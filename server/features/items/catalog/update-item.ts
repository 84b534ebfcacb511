/** Changes fields of an item, unless somebody else changed it since it was read. */
import type { Item } from '../../../../contracts/items.ts'
import type { Transaction } from '../../../platform/db/database.ts'
import type { Ids } from '../../../platform/ids.ts'
import { Refusal, refuse } from '../../../platform/refusal.ts'
import type { Actor } from '../../actor.ts'
import { changesBetween } from '../../audit/index.ts'
import { listIssuedRows } from '../../ledger/index.ts'
import type { LooksListeners } from '../metadata/looks-listeners.ts'
import { addTiers, refuseForeignTierUris } from './add-tiers.ts'
import { type ChangeContext, changeItem } from './change-item.ts'
import {
  checkSettings,
  checkTiers,
  refuseTakenUri,
  type SettingsInput,
  type TierInput,
  wantedTier,
} from './check-item.ts'
import type { ItemAddress, ItemRow, StoredSettings } from './item.ts'
import { tierUriDigest } from './item-uri.rules.ts'
import { nameUnits } from './name-units.ts'
import { planTiers } from './tiers.rules.ts'
import { deleteTier, listTiers, raiseFaceVersion, updateTier } from './tiers.store.ts'

export interface ItemUpdate extends SettingsInput {
  tiers?: readonly TierInput[] | undefined
}

export async function updateItem(
  ctx: ChangeContext,
  listeners: Pick<LooksListeners, 'tell'>,
  actor: Actor,
  address: ItemAddress,
  { tiers, ...update }: ItemUpdate,
  ifMatch: number | undefined,
): Promise<Item> {
  await checkSettings(ctx.db, address.communityId, update)
  return changeItem(ctx, listeners, actor, address, async (tx, item) => {
    if (ifMatch !== undefined && ifMatch !== item.revision) {
      refuse('revision_mismatch', `The item is at revision ${item.revision} now. Read it again.`)
    }
    checkTiers(item.kind, tiers)
    const tierChanges = tiers ? await changeTiers(tx, ctx.ids, item, tiers) : {}
    const told = { ...item.settings, name: item.name, tags: item.tags }
    const asked = { ...update, ...(update.name === undefined ? {} : { name: update.name.trim() }) }
    const after = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined))
    const changes = { ...changesBetween<typeof told>(told, after), ...tierChanges }
    if (Object.keys(changes).length === 0) return null
    const { name, tags, ...settings } = { ...told, ...after } as typeof told
    await refuseCapBelow(tx, item, settings)
    if (name !== item.name || tiers) await nameUnits(tx, address, name)
    return {
      change: { name, tags, settings: settings satisfies StoredSettings },
      type: 'item.updated',
      changes,
      reason: null,
    }
  })
}

/** A cap holds: it cannot be set below what there is already. */
async function refuseCapBelow(
  tx: Transaction,
  { community_id: communityId, id }: ItemRow,
  { supplyCap, capCounts }: Pick<StoredSettings, 'supplyCap' | 'capCounts'>,
): Promise<void> {
  if (supplyCap === null) return
  const tiers = await listTiers(tx, communityId, [id])
  const assets = tiers.map(({ asset }) => asset)
  const counts = (await listIssuedRows(tx, communityId, assets)).map(({ issued, sunk }) =>
    capCounts === 'issued_ever' ? issued : issued - sunk,
  )
  const most = Math.max(0, ...counts)
  if (most <= supplyCap) return
  throw new Refusal('fixed_field', {
    detail: `There are ${most} units already: the cap cannot be lower.`,
    errors: [{ pointer: '/supplyCap', reason: `is below ${most}` }],
  })
}

/** What the audit log is told of them; nothing when they are so already. */
async function changeTiers(
  tx: Transaction,
  ids: Ids,
  { community_id: communityId, app_id: appId, id: itemId }: ItemRow,
  tiers: readonly TierInput[],
): Promise<{ tiers?: { before: unknown; after: unknown } }> {
  const kept = await listTiers(tx, communityId, [itemId])
  const issued = await listIssuedRows(
    tx,
    communityId,
    kept.map(({ asset }) => asset),
  )
  const isIssued = (asset: string) => issued.some((row) => row.asset === asset && row.issued > 0)
  const wanted = tiers.map(wantedTier)
  const planned = planTiers(
    kept.map((tier) => ({
      key: tier.key,
      seconds: tier.seconds,
      uri: tier.uri,
      isIssued: isIssued(tier.asset),
    })),
    wanted,
  )
  if ('fixed' in planned) {
    throw new Refusal('fixed_field', {
      detail: `Units of the tier "${planned.fixed}" were issued: it stays as it is. Add another one.`,
      errors: [{ pointer: '/tiers', reason: `would change "${planned.fixed}"` }],
    })
  }
  const { added, changed, removed } = planned.plan
  if (added.length + changed.length + removed.length === 0) return {}
  await refuseForeignTierUris(tx, { communityId, appId }, wanted)
  const idOf = (key: string) => kept.find((tier) => tier.key === key)?.id ?? ''
  for (const key of removed) await deleteTier(tx, communityId, idOf(key))
  for (const { key, seconds, uri } of changed) {
    const uriDigest = uri === null ? null : tierUriDigest(uri)
    await updateTier(tx, communityId, idOf(key), { seconds, uri, uriDigest }).catch(refuseTakenUri)
  }
  await addTiers(tx, ids, { communityId, appId, itemId }, added)
  await raiseFaceVersion(tx, communityId, appId)
  const told = kept.map(({ key, seconds, uri }) => ({ key, seconds, uri }))
  return { tiers: { before: told, after: wanted } }
}
