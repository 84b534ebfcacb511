/**
 * Tells the webhook of an app, or who reads its feed, what is active of a member there, after a change: all of it, so a newer snapshot takes the
 * place of one that still waits.
 */
import { activeItemsMax } from '../../../../contracts/periods.ts'
import type { Context } from '../../../context.ts'
import type { Transaction } from '../../../platform/db/database.ts'
import type { EventActor, EventCause } from '../../../platform/events/events.ts'
import { findListener } from '../feed/find-listener.ts'
import { byCodePoint } from '../inventory/holdings.rules.ts'
import { findMember } from '../inventory/members.store.ts'
import type { MemberOfApp } from '../inventory/snapshots.store.ts'
import { listActiveRows } from './periods.store.ts'

export interface ActiveTimeNews {
  /** Of the inventory of the member, after the change. */
  sequence: number
  actor: EventActor
  cause: EventCause
  /** What has just ended is told as well. */
  ended?: { itemUri: string; at: Date }
}

/** The inventory of the member is locked, so snapshots are made in the order of the changes. */
export async function publishActiveTime(
  tx: Transaction,
  ctx: Pick<Context, 'events'>,
  holder: MemberOfApp,
  { sequence, actor, cause, ended }: ActiveTimeNews,
): Promise<void> {
  if (!(await findListener(tx, holder))) return
  const { communityId, appId, memberId } = holder
  // A game knows members by their e-mail, and nobody who has none.
  if (!(await findMember(tx, communityId, memberId))?.email) return
  const active = await listActiveRows(tx, holder, activeItemsMax - 1)
  const items = [
    ...active.map(({ item_uri: itemUri, expires_at: at }) => ({ itemUri, at, isActive: true })),
    ...(ended ? [{ ...ended, isActive: false }] : []),
  ].sort((one, other) => byCodePoint(one.itemUri, other.itemUri))
  await ctx.events.publish(tx, {
    communityId,
    type: 'active_time.changed',
    subjectId: memberId,
    payload: {
      appId,
      memberId,
      inventorySequence: sequence,
      items: items.map(({ at, ...item }) => ({ ...item, expiresAt: at.toISOString() })),
    },
    actor,
    cause,
    delivery: { partitionKey: `${appId} ${memberId} active`, supersedes: true },
  })
}
