/**
 * Frees what a process that ended had in hand. Nobody knows what came of it, and it says so: the receiver may have
 * got it. It is sent again, under the same id.
 */
import type { Context } from '../../../context.ts'
import { inTransaction, type Transaction } from '../../../platform/db/database.ts'
import { listEvents } from '../../../platform/events/logged-events.store.ts'
import { raiseLanes } from '../queue/lanes.store.ts'
import { finishedEvent } from './announce-attempts.ts'
import { leaseSeconds } from './claim-deliveries.ts'
import { type AttemptRow, insertAttempts } from './finish.store.ts'
import { type LostRow, releaseExpired } from './release.store.ts'

const stepRows = 500

/** Answers how many there were. */
export async function releaseLeases(ctx: Pick<Context, 'db' | 'ids' | 'events'>): Promise<number> {
  return inTransaction(ctx.db, async (tx) => {
    const lost = (await releaseExpired(tx, stepRows)).map((row) => ({
      row,
      attempt: lostAttempt(row, ctx.ids.next()),
    }))
    if (lost.length === 0) return 0
    await insertAttempts(
      tx,
      lost.map(({ attempt }) => attempt),
    )
    await raiseLanes(tx, lanesOf(lost.map(({ row }) => row)))
    await ctx.events.publishAll(tx, await finishedEvents(tx, lost))
    return lost.length
  })
}

interface Lost {
  row: LostRow
  attempt: AttemptRow
}

/** For the publishers who asked. */
async function finishedEvents(tx: Transaction, lost: readonly Lost[]) {
  const wanted = lost.map(({ row }) => ({ communityId: row.community_id, eventId: row.event_id }))
  const asked = new Set((await listEvents(tx, wanted)).flatMap((row) => (row.tells_attempts ? row.id : [])))
  return lost
    .filter(({ row }) => asked.has(row.event_id))
    .map(({ row, attempt }) =>
      finishedEvent(attempt, { eventId: row.event_id, outcome: 'unknown', deliveryStatus: 'pending' }),
    )
}

function lanesOf(rows: readonly LostRow[]) {
  const ids = new Map(rows.map((row) => [row.endpoint_id, row.community_id]))
  return [...ids].map(([endpointId, communityId]) => ({ communityId, endpointId, count: 0 }))
}

function lostAttempt(row: LostRow, id: string): AttemptRow {
  return {
    communityId: row.community_id,
    id,
    deliveryId: row.delivery_id,
    endpointId: row.endpoint_id,
    number: row.number,
    startedAt: new Date(row.lease_until.getTime() - leaseSeconds * 1000),
    status: null,
    failure: 'lost',
    detail: 'The server stopped before it knew what came of this attempt. The receiver may have got it.',
    phases: { waitMs: null, dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null, totalMs: 0 },
    remoteAddress: null,
    wasWritten: true,
    requestHeaders: [],
    responseHeaders: null,
    responseBody: null,
    isCut: false,
  }
}
