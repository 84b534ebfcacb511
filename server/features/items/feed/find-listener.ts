/** Who is told of an app, if anybody is: its webhook, or a game that reads the feed. Without one no snapshot is made. */
import type { Transaction } from '../../../platform/db/database.ts'
import { findPosition } from '../../../platform/events/log-page.store.ts'
import { invariant } from '../../../platform/invariant.ts'
import type { AppAddress } from '../apps/app.ts'
import { findBase, findSnapshot, findWebhookId, type MemberOfApp } from '../inventory/snapshots.store.ts'
import { isReached } from './bookmark.rules.ts'
import { type FeedRow, findFeed } from './feeds.store.ts'

export type Listener = { kind: 'webhook'; endpointId: string } | { kind: 'feed'; feed: FeedRow }

export async function findListener(tx: Transaction, app: AppAddress): Promise<Listener | undefined> {
  const endpointId = await findWebhookId(tx, app)
  if (endpointId !== undefined) return { kind: 'webhook', endpointId }
  const feed = await findFeed(tx, app)
  return feed && { kind: 'feed', feed }
}

/** Behind which change everything has to be told: a feed has taken what it has acknowledged. */
export async function baseOf(tx: Transaction, holder: MemberOfApp, listener: Listener): Promise<number> {
  if (listener.kind === 'webhook') return findBase(tx, holder, listener.endpointId)
  const snapshot = await findSnapshot(tx, holder)
  if (!snapshot) return 0
  const { xid, sequence } = listener.feed
  const lastPart = snapshot.event_ids.at(-1)
  invariant(lastPart, 'a snapshot has a part')
  const place = await findPosition(tx, holder.communityId, lastPart)
  const isTaken = xid !== null && sequence !== null && place && isReached({ xid, sequence }, place)
  return isTaken ? snapshot.sequence : snapshot.base_sequence
}
