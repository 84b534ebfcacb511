/**
 * What a later feature that moves units does with the counters of members: takes the next numbers, writes the changes
 * down under them, and tells the webhook of the app.
 */
import type { ItemChange } from '../../../../contracts/inventory.ts'
import type { Context } from '../../../context.ts'
import type { Transaction } from '../../../platform/db/database.ts'
import type { Actor } from '../../actor.ts'
import type { AppAddress } from '../apps/app.ts'
import { shownTierUri } from '../catalog/item-uri.rules.ts'
import { publishSnapshots } from '../inventory/publish-snapshots.ts'
import { insertChanges } from '../postings/inventories.store.ts'
import type { ToldChange } from '../postings/posting.ts'
import type { TradedTier } from './traded-tier.ts'

export interface MovedUnits {
  memberId: string
  delta: number
  countAfter: number
  ownedAfter: number
  inventorySequence: number
  postingId: string
  reason: string
}

export const shownUriOf = (tier: Pick<TradedTier, 'item_uri' | 'tier_key' | 'tier_uri' | 'tier_count'>) =>
  shownTierUri(tier.item_uri, { key: tier.tier_key, uri: tier.tier_uri }, tier.tier_count)

/** One moved amount in the words of the contract. */
export function changeOf(ctx: Pick<Context, 'ids'>, tier: TradedTier, moved: MovedUnits): ToldChange {
  const change: ItemChange = {
    ...{ changeId: ctx.ids.next(), appId: tier.app_id, itemId: tier.item_id },
    ...{ itemUri: shownUriOf(tier), tier: tier.tier_key, ...moved },
  }
  return { tierId: tier.tier_id, kind: tier.item_kind, change }
}

/** What one posting did in one app, and who did it. */
export interface Moved {
  actor: Pick<Actor, 'kind' | 'id' | 'label'>
  app: AppAddress
  told: ToldChange
}

/** All of one app, each under a number of its member's counter, whose lock is still held. */
export async function recordChanges(
  tx: Transaction,
  ctx: Pick<Context, 'events'>,
  actor: Moved['actor'],
  app: AppAddress,
  told: readonly ToldChange[],
): Promise<void> {
  await recordChangesOf(
    tx,
    ctx,
    told.map((each) => ({ actor, app, told: each })),
  )
}

/** The same for several apps and actors. The webhook of an app is told of a member once, with the newest counts. */
export async function recordChangesOf(
  tx: Transaction,
  ctx: Pick<Context, 'events'>,
  moved: readonly Moved[],
): Promise<void> {
  await insertChanges(
    tx,
    moved.map(({ app, told: { tierId, change } }) => ({
      ...{ ...app, tierId, postingId: change.postingId, reason: change.reason },
      ...{ id: change.changeId, memberId: change.memberId, sequence: change.inventorySequence },
      ...{ delta: change.delta, countAfter: change.countAfter, ownedAfter: change.ownedAfter },
    })),
  )
  const permanent = moved.filter(({ told }) => told.kind === 'permanent')
  const newest = new Map(permanent.map((each) => [`${each.app.appId} ${each.told.change.memberId}`, each]))
  for (const { actor, app, told } of newest.values())
    await publishSnapshots(tx, ctx, actor, app, told.change.postingId, [told.change.memberId])
}
