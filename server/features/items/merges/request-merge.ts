/** A member asks to move units into the game: they are held, and the game is told, in one commit. */
import { type Merge, openMergeCountMax } from '../../../../contracts/merges.ts'
import type { Context } from '../../../context.ts'
import { decisionTime, type Transaction } from '../../../platform/db/database.ts'
import { invariant } from '../../../platform/invariant.ts'
import type { Mail } from '../../../platform/mail/mail.ts'
import { refuse } from '../../../platform/refusal.ts'
import { type Actor, recordedActor } from '../../actor.ts'
import { placeHold } from '../../ledger/index.ts'
import type { AppAddress } from '../apps/app.ts'
import { readWire } from '../apps/read-face-settings.ts'
import type { ItemAddress, ItemRow } from '../catalog/item.ts'
import { findItem } from '../catalog/items.store.ts'
import { shownTiers } from '../catalog/shown-tiers.ts'
import { findMember } from '../inventory/members.store.ts'
import { findWebhookId } from '../inventory/snapshots.store.ts'
import { lockInventories } from '../postings/inventories.store.ts'
import { postMovement } from '../postings/post-movement.ts'
import { lockItems } from '../postings/postings.store.ts'
import { requireTradable, shareApprovedApp } from '../postings/require-movable.ts'
import { countOpenMerges, findMerge, insertMerge } from './merges.store.ts'
import { publicMerge, viewMerge } from './merges.views.ts'
import { warnOfBurning } from './warn-of-burning.ts'

/** The action of its ledger lines. */
export const mergeAction = 'Merge'

export type MergeContext = Pick<Context, 'ids' | 'events' | 'inTransaction'>

export async function requestMerge(
  ctx: MergeContext & Pick<Context, 'config'>,
  mail: Pick<Mail, 'send'>,
  actor: Actor,
  address: ItemAddress,
  quantity: number,
): Promise<Merge> {
  const { communityId } = address
  const { memberId } = actor
  if (memberId === null) return refuse('forbidden', 'Only members have units to move.')
  return ctx.inTransaction(async (tx) => {
    const { item, title } = await lockMergeable(tx, address, memberId)
    const app = { communityId, appId: item.app_id }
    const { settings, webhookRevision } = await readWire(tx, app)
    await requireConnected(tx, app, memberId, settings.confirmMode)
    if (settings.confirmMode === 'on_2xx')
      await warnOfBurning(tx, ctx, mail, { ...app, title, webhookRevision })
    const [tier] = await shownTiers(tx, communityId, [item])
    invariant(tier, 'a mergeable item has its one tier')
    const sequences = await lockInventories(tx, app, [memberId])
    if ((await countOpenMerges(tx, { ...app, memberId })) >= openMergeCountMax) {
      refuse('limit_reached', `At most ${openMergeCountMax} merges of one app can be open.`)
    }
    await requireTradable(tx, { communityId, memberId, tierId: tier.id, asset: tier.asset }, quantity)

    const id = ctx.ids.next()
    const by = recordedActor(actor)
    const holdId = ctx.ids.next()
    const holder = { kind: 'member' as const, id: memberId }
    const transfers = await placeHold(tx, {
      ...{ communityId, id: holdId, keeper: 'items', purpose: 'merge', asset: tier.asset },
      ...{ holder, amount: quantity, actor: by },
    })
    const cause = { kind: 'request' as const, id: actor.requestId }
    const movement = { ...app, item, tier, cause, reason: mergeAction, transfers, sequences }
    const changes = await postMovement(tx, ctx, actor, movement, () => refuse('insufficient_balance'))

    const now = await decisionTime(tx)
    const row = {
      ...{ community_id: communityId, id, app_id: app.appId, member_id: memberId, item_id: item.id },
      ...{ tier_id: tier.id, item_uri: tier.shownUri, quantity, hold_id: holdId },
      ...{ confirm_mode: settings.confirmMode, resends_after_unknown: settings.resendAfterUnknown },
      confirm_by: new Date(now.getTime() + settings.mergeDeadlineS * 1000),
    }
    const eventId = await ctx.events.publish(tx, {
      ...{ communityId, type: 'merge.requested', subjectId: memberId, actor: by, cause },
      payload: {
        ...{ appId: app.appId, memberId, inventorySequence: (sequences.get(memberId) ?? 0) + 1 },
        ...{ merge: publicMerge({ ...row, state: 'requested' }), by, reason: null, changes },
      },
      delivery: {
        notAfter: row.confirm_by,
        daily: row.confirm_mode === 'on_2xx' && row.resends_after_unknown,
        tellsAttempts: true,
      },
    })
    await insertMerge(tx, { ...row, event_id: eventId })
    const made = await findMerge(tx, { communityId, mergeId: id })
    invariant(made, 'a merge that was just inserted is there')
    return viewMerge(made)
  })
}

const noItem = 'There is no such item.'

/** Locks the app and the item, shared. A retired item is still merged; a frozen one is not. */
async function lockMergeable(
  tx: Transaction,
  address: ItemAddress,
  memberId: string,
): Promise<{ item: ItemRow; title: string }> {
  const found = await findItem(tx, address)
  if (!found || found.state === 'draft') return refuse('not_found', noItem)
  const app = { communityId: address.communityId, appId: found.app_id }
  const { title } = await shareApprovedApp(tx, app, memberId)
  const [item] = await lockItems(tx, address.communityId, [address.itemId], { isExclusive: false })
  if (!item) return refuse('not_found', noItem)
  if (item.kind !== 'mergeable') refuse('wrong_kind', 'Only mergeable items are moved into the game.')
  if (item.frozen_at !== null)
    refuse('wrong_state', 'The item is frozen: for now nothing of it moves.', { state: 'frozen' })
  return { item, title }
}

async function requireConnected(
  tx: Transaction,
  app: AppAddress,
  memberId: string,
  confirmMode: 'on_2xx' | 'explicit',
): Promise<void> {
  if (confirmMode === 'on_2xx' && (await findWebhookId(tx, app)) === undefined) {
    refuse('app_not_connected', 'The game has no webhook, and so could never answer.')
  }
  if (!(await findMember(tx, app.communityId, memberId))?.email) {
    refuse('app_not_connected', 'You have no e-mail address here, and games know members by theirs.')
  }
}
