/**
 * Tells the webhook of an app, or who reads its feed, the counts of its permanent items after a posting: all that changed
 * since it last took a snapshot, or as the app has it, all that the member has. A newer one takes the place of one that
 * still waits, so the last one that arrives is the newest state. What does not fit into one event is told in parts, which
 * are closed together.
 */
import type { Context } from '../../../context.ts'
import type { Transaction } from '../../../platform/db/database.ts'
import { type Actor, recordedActor } from '../../actor.ts'
import type { AppAddress } from '../apps/app.ts'
import { readFaceSettings } from '../apps/read-face-settings.ts'
import { baseOf, findListener } from '../feed/find-listener.ts'
import { findMember } from './members.store.ts'
import { partsOf } from './snapshot-parts.rules.ts'
import { listCounts, upsertSnapshot } from './snapshots.store.ts'

/** `memberIds`: those of whom a permanent item changed. Their inventories are locked. */
export async function publishSnapshots(
  tx: Transaction,
  ctx: Pick<Context, 'events'>,
  actor: Pick<Actor, 'kind' | 'id' | 'label'>,
  { communityId, appId }: AppAddress,
  postingId: string,
  memberIds: readonly string[],
): Promise<void> {
  if (memberIds.length === 0) return
  const listener = await findListener(tx, { communityId, appId })
  if (!listener) return
  const { tokenAmountChangedScope: scope } = await readFaceSettings(tx, { communityId, appId })
  for (const memberId of memberIds) {
    // A game knows members by their e-mail, and nobody who has none.
    if (!(await findMember(tx, communityId, memberId))?.email) continue
    const holder = { communityId, appId, memberId }
    const base = await baseOf(tx, holder, listener)
    const counts = await listCounts(tx, holder, base, { keeps: scope === 'all' })
    const sequence = counts.reduce((last, row) => Math.max(last, row.sequence), base)
    if (sequence === base) continue
    const parts = partsOf(counts.map(({ item_uri: itemUri, count }) => ({ itemUri, count })))
    const partitionKey = `${appId} ${memberId}`
    const eventIds = await ctx.events.publishAll(
      tx,
      parts.map((items, place) => ({
        communityId,
        type: 'inventory.changed',
        subjectId: memberId,
        payload: { appId, memberId, inventorySequence: sequence, items },
        actor: recordedActor(actor),
        cause: { kind: 'request', id: postingId },
        delivery: { partitionKey, ...(place === 0 ? { supersedes: true } : { continues: true }) },
      })),
    )
    await upsertSnapshot(tx, holder, { eventIds, base, sequence })
  }
}
