/**
 * Follows the event log and puts receipts back into the queue whose member has appeared; the apply worker does the
 * rest, as with any receipt.
 *
 * Why nobody is missed: somebody appears in one transaction (`member.joined`, `member.changed`), a receipt begins to
 * wait in another (`receipt.deferred`), and both stand in the log under the number of their transaction. The reader
 * takes them in that order, and only when every transaction of a lower number has ended. So whichever of the two
 * comes later in the log, the reader sees the effect of the other when it gets there: at a member, the receipts
 * that wait; at a receipt, the members that are there. The look-up of the apply worker needs no lock and may be as
 * old as it likes.
 *
 * Why once: a receipt is let go by one update of its row, and applied by the transaction that deletes the row.
 */
import type { EventName } from '../../../../contracts/events/index.ts'
import type { Database, Transaction } from '../../../platform/db/database.ts'
import { type LoggedEvent, readNext } from '../../../platform/events/reader.ts'
import { releaseForMembers, releaseFound, releaseOverdue } from './awaiting.store.ts'

/** The index `events_of_awaiting` is on these types. */
const types = ['member.joined', 'member.changed', 'receipt.deferred'] as const satisfies readonly EventName[]
const reader = { name: 'incoming.awaiting', types }
const batchEvents = 500
const batchReceipts = 500

/** Reads one batch of events and lets go one of what is overdue; answers how much work there was. */
export async function releaseReceipts(db: Database): Promise<{ found: number; released: number }> {
  let released = 0
  const found = await readNext(db, reader, batchEvents, async (tx, events) => {
    released += await release(tx, events)
  })
  const overdue = await releaseOverdue(db, batchReceipts)
  return { found: found + overdue, released: released + overdue }
}

async function release(tx: Transaction, events: readonly LoggedEvent[]): Promise<number> {
  const deferred = events.filter(({ type }) => type === 'receipt.deferred')
  const members = events.filter(({ type }) => type !== 'receipt.deferred')
  const forMembers = members.length === 0 ? 0 : await releaseForMembers(tx, members.map(memberOf))
  const found = deferred.length === 0 ? 0 : await releaseFound(tx, deferred.map(receiptOf))
  return forMembers + found
}

const memberOf = ({ community_id: communityId, subject_id: memberId }: LoggedEvent) => ({
  communityId,
  memberId: memberId ?? '',
})

const receiptOf = ({ community_id: communityId, subject_id: receiptId }: LoggedEvent) => ({
  communityId,
  receiptId: receiptId ?? '',
})
