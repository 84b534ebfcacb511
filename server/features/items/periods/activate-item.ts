/**
 * Uses up units of a time-limited item, and makes it active for longer by their time. Locks as every posting of units
 * does: the app, the item, the inventory, behind which the period is; the balance last.
 */
import type { Period } from '../../../../contracts/periods.ts'
import type { Context } from '../../../context.ts'
import { decisionTime, type Transaction } from '../../../platform/db/database.ts'
import { invariant } from '../../../platform/invariant.ts'
import { refuse } from '../../../platform/refusal.ts'
import type { Actor } from '../../actor.ts'
import { balanceKey, member, sink } from '../../ledger/index.ts'
import type { ItemAddress, ItemRow } from '../catalog/item.ts'
import { findItem } from '../catalog/items.store.ts'
import { shownTiers } from '../catalog/shown-tiers.ts'
import { lockInventories } from '../postings/inventories.store.ts'
import { noteTradeHolds } from '../postings/note-trade-holds.ts'
import { postMovement } from '../postings/post-movement.ts'
import type { ShownTier } from '../postings/posting.ts'
import { lockItems, shareApp } from '../postings/postings.store.ts'
import { readUnits } from '../postings/read-units.ts'
import { requireApproved } from '../postings/require-movable.ts'
import { announceActivation } from './announce-activation.ts'
import { activated, noticeAt } from './periods.rules.ts'
import { findPeriod, lockPeriod, upsertPeriod } from './periods.store.ts'
import { viewPeriod } from './periods.views.ts'
import { tellEnd } from './tell-end.ts'

export interface Activation {
  tier?: string | undefined
  units: number
}

const noItem = 'There is no such item.'

export async function activateItem(
  ctx: Pick<Context, 'ids' | 'events' | 'inTransaction'>,
  actor: Actor,
  address: ItemAddress,
  activation: Activation,
): Promise<Period> {
  const { memberId } = actor
  if (memberId === null) return refuse('not_found', 'You are not a member of this community.')
  return ctx.inTransaction(async (tx) => {
    const { communityId } = address
    const { item, tier } = await requireUsable(tx, address, activation.tier, memberId)
    const inApp = { communityId, appId: item.app_id }
    const take = { op: 'take' as const, memberId, item, tier, quantity: activation.units }
    const sequences = await lockInventories(tx, inApp, [memberId])
    const known = await readUnits(tx, inApp, [take], [memberId])
    const available = known.balances.get(balanceKey(communityId, memberId, tier.asset)) ?? 0
    if (available < take.quantity) {
      const detail = `This needs ${take.quantity} units, and ${available} are available.`
      const facts = { asset: tier.asset, required: take.quantity, available }
      refuse('insufficient_balance', detail, facts)
    }
    const now = await decisionTime(tx)
    const ofMember = { communityId, memberId, itemId: item.id }
    const before = await lockPeriod(tx, ofMember)
    const secondsAdded = take.quantity * (tier.seconds ?? 0)
    const times = activated(before, secondsAdded, now)
    if (!times) return refuse('too_far_ahead', 'Active time ends at most ten years from now.')
    if (before && times.isNew) await tellEnd(tx, ctx, before)
    const id = before?.id ?? ctx.ids.next()
    const notice = noticeAt(times.expiresAt, item.settings.expiringNoticeS)
    await upsertPeriod(tx, { ...ofMember, ...inApp, ...times, id, noticeAt: notice })
    const period = await findPeriod(tx, { communityId, periodId: id })
    invariant(period, 'a period that was just written can be read')
    await noteTradeHolds(tx, ctx.ids, communityId, [take])
    const movement = {
      ...{ ...inApp, item, tier, sequences },
      cause: { kind: 'request' as const, id: actor.requestId },
      reason: `Activated ${item.name}`,
      transfers: [{ line: 0, asset: tier.asset, amount: take.quantity, from: member(memberId), to: sink }],
    }
    const changes = await postMovement(tx, ctx, actor, movement, () =>
      refuse('already_posted', 'This request has used its units up already.'),
    )
    const expiresBefore = times.isNew ? null : (before?.expires_at ?? null)
    await announceActivation(tx, ctx, actor, { period, take, secondsAdded, expiresBefore, changes })
    return viewPeriod(period, now)
  })
}

/** The item and its tier under their locks, as long as units of it may be used. */
async function requireUsable(
  tx: Transaction,
  address: ItemAddress,
  tierKey: string | undefined,
  memberId: string,
): Promise<{ item: ItemRow; tier: ShownTier }> {
  const { communityId, itemId } = address
  const found = await findItem(tx, address)
  if (!found || found.state === 'draft') return refuse('not_found', noItem)
  const app = await shareApp(tx, { communityId, appId: found.app_id })
  if (!app) return refuse('not_found', noItem)
  const [item] = await lockItems(tx, communityId, [itemId], { isExclusive: false })
  invariant(item, 'items are never deleted one by one')
  if (item.kind !== 'time_limited') refuse('wrong_kind', `The item is ${item.kind}: it is not activated.`)
  const tiers = await shownTiers(tx, communityId, [item])
  const tier =
    tierKey === undefined && tiers.length === 1 ? tiers[0] : tiers.find(({ key }) => key === tierKey)
  if (!tier) return refuse('unknown_item', 'The item has several tiers, and none of them was named.')
  if (item.frozen_at !== null) refuse('wrong_state', 'The item is frozen.', { state: 'frozen' })
  await requireApproved(tx, { communityId, appId: found.app_id }, app.state, memberId)
  return { item, tier }
}
