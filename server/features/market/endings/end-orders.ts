/**
 * Listings that end by themselves. Their time is over at its instant, whether or not this has run: what runs here gives
 * back what they hold, a batch in each transaction. Each row is locked and looked at again, so two workers end it once.
 *
 * The items that are retired and the members who leave are read from the log: their listings are marked as over in the
 * transaction that moves the cursor, so none is forgotten, however many there are.
 */
import type { EventName } from '../../../../contracts/events/index.ts'
import type { Context } from '../../../context.ts'
import type { Transaction } from '../../../platform/db/database.ts'
import { type LoggedEvent, readNext } from '../../../platform/events/reader.ts'
import { endListings } from '../listings/end-listings.ts'
import { endListingsOfItem, endListingsOfMember, lockDue } from './endings.store.ts'

const batchListingsMax = 100
const batchEventsMax = 50

/** The index `events_of_market` is on these types. */
const types = ['item.retired', 'member.left'] as const satisfies readonly EventName[]
export const endingsReader = 'market.endings'
const reader = { name: endingsReader, types }

/** Answers how much there was to do. */
export async function endOrders(
  ctx: Pick<Context, 'db' | 'ids' | 'events' | 'inTransaction'>,
): Promise<number> {
  const read = await readNext(ctx.db, reader, batchEventsMax, async (tx, events) => {
    for (const event of events) await mark(tx, event)
  })
  return read + (await endDue(ctx))
}

async function mark(tx: Transaction, { type, community_id, subject_id }: LoggedEvent): Promise<void> {
  if (subject_id === null) return
  if (type === 'item.retired') {
    const because = 'The item was retired'
    await endListingsOfItem(tx, { communityId: community_id, because }, subject_id)
  } else {
    const because = 'The seller left the community'
    await endListingsOfMember(tx, { communityId: community_id, because }, subject_id)
  }
}

/** One batch; answers how many were ended. */
export async function endDue(ctx: Pick<Context, 'ids' | 'events' | 'inTransaction'>): Promise<number> {
  return ctx.inTransaction(async (tx) => {
    const due = await lockDue(tx, batchListingsMax)
    const actor = { kind: 'system' as const, id: null, label: 'Ended' }
    await endListings(tx, ctx, actor, due, (row) => ({
      ...{ state: row.ends_as, reason: row.ends_because },
      cause: { kind: 'expiry', id: row.id },
    }))
    return due.length
  })
}
