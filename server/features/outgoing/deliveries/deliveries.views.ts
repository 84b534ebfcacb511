/** Deliveries and attempts in the shape of the contract. */
import type { Attempt, Delivery } from '../../../../contracts/deliveries.ts'
import { stateOf } from '../endpoints/view-endpoints.ts'
import type { AttemptViewRow, DeliveryRow, WaitingRow } from './deliveries.store.ts'
import { explainDelivery } from './explain-delivery.rules.ts'

export function viewDelivery(row: DeliveryRow): Delivery {
  return {
    id: row.id,
    endpointId: row.endpoint_id,
    endpointName: row.endpoint_name,
    eventId: row.event_id,
    eventType: row.event_type,
    status: row.status,
    attemptCount: row.attempt_count,
    nextAttemptAt: row.next_attempt_at?.toISOString() ?? null,
    reason: row.reason,
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
  }
}

export function explain(row: DeliveryRow, waiting: WaitingRow | undefined, now: Date): string {
  const { status, attempt_count: attemptCount, reason } = row
  if (status !== 'pending' || !waiting) {
    return explainDelivery({ status: status === 'pending' ? 'success' : status, attemptCount, reason })
  }
  return explainDelivery({
    status,
    attemptCount,
    reason,
    endpoint: endpointStateOf(waiting),
    isOnItsWay: waiting.is_claimed,
    isBehind: waiting.is_behind,
    breakerUntil: waiting.open_until,
    throttledUntil: waiting.throttled_until,
    isUnproved: waiting.ownership === 'pending',
    dueAt: waiting.due_at,
    now,
  })
}

const endpointStateOf = (waiting: WaitingRow) => (waiting.deleted_at ? 'deleted' : stateOf(waiting))

export function viewAttempt(row: AttemptViewRow): Attempt {
  const { dnsMs, connectMs, tlsMs, firstByteMs, totalMs } = row.phases
  return {
    id: row.id,
    number: row.number,
    startedAt: row.started_at.toISOString(),
    status: row.status,
    failure: row.failure === null ? null : { code: row.failure, reason: row.detail ?? '' },
    wasWritten: row.was_written,
    remoteAddress: row.remote_address,
    phases: { dnsMs, connectMs, tlsMs, firstByteMs, totalMs },
    requestHeaders: row.request_headers,
    responseHeaders: row.response_headers,
    responseBody: row.response_body?.toString('utf8') ?? null,
    isCut: row.is_cut,
  }
}
